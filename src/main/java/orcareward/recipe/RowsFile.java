package orcareward.recipe;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import orcareward.files.AtomicFiles;
import org.jspecify.annotations.Nullable;

/** Both rewards of every row, as a file that other programs read: one row a line, in the data set's order. */
public enum RowsFile {
    /** One JSON object a line, as {@code orca evaluate --rows} writes. */
    JSONL {
        @Override
        String header() {
            return "";
        }

        @Override
        String line(Row row) {
            return "{\"index\":%d,\"reward_chosen\":%s,\"reward_rejected\":%s,\"margin\":%s,\"chosen_tokens\":%s,\"rejected_tokens\":%s}\n"
                    .formatted(row.index, json(row.chosen), json(row.rejected), json(row.margin),
                            row.chosenTokens, row.rejectedTokens);
        }

        private String json(@Nullable Double value) {
            return value != null && !Double.isFinite(value) ? "\"" + value + "\"" : String.valueOf(value);
        }
    },
    /** Comma-separated, with a header; fields of a row that was left out are empty. */
    CSV {
        @Override
        String header() {
            return "index,reward_chosen,reward_rejected,margin,chosen_tokens,rejected_tokens\n";
        }

        @Override
        String line(Row row) {
            return Stream.of(row.index, row.chosen, row.rejected, row.margin, row.chosenTokens, row.rejectedTokens)
                    .map(value -> value == null ? "" : value.toString())
                    .collect(Collectors.joining(",", "", "\n"));
        }
    };

    record Row(long index, @Nullable Double chosen, @Nullable Double rejected, @Nullable Double margin,
            @Nullable Integer chosenTokens, @Nullable Integer rejectedTokens) {
    }

    abstract String header();

    abstract String line(Row row);

    /**
     * Writes all rows, whole or not at all.
     *
     * @param overLong rows that the length rule leaves out: they are there without values
     */
    public void write(Path file, PairScores scores, List<Long> overLong) throws IOException {
        Stream<Row> scored = IntStream.range(0, scores.size())
                .mapToObj(i -> new Row(scores.row(i), scores.chosen(i), scores.rejected(i), scores.margin(i),
                        scores.chosenTokens(i), scores.rejectedTokens(i)));
        Stream<Row> without = overLong.stream().map(index -> new Row(index, null, null, null, null, null));
        List<Row> rows = Stream.concat(scored, without).sorted(Comparator.comparingLong(Row::index)).toList();
        AtomicFiles.write(file, out -> {
            print(out, header());
            for (Row row : rows) {
                print(out, line(row));
            }
        });
    }

    private static void print(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
