package orcareward.data;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was found in a data set, and what was left out of it.
 *
 * @param name the data set
 * @param numbering what the numbers of the findings count
 * @param rowsRead every row of the file
 * @param overLong rows with a side of more than {@code max_length} tokens; always left out
 * @param duplicates rows whose texts all stand in an earlier row; left out when {@code droppedDuplicates}
 * @param droppedDuplicates {@code drop_duplicates}
 * @param rowsKept rows that train or are scored
 * @param emptyResponses rows with a response of no or only blank characters
 * @param identicalSides rows whose chosen and rejected sides are the same
 * @param testPromptsInTraining held-out rows whose prompt (system messages aside) also stands in a training row, before rows
 *        were left out for their length; null when nothing is held out or no row tells its prompt
 */
public record DataReport(String name, Numbering numbering, long rowsRead, Finding overLong, Finding duplicates,
        boolean droppedDuplicates, long rowsKept, Finding emptyResponses, Finding identicalSides,
        @Nullable Finding testPromptsInTraining) {
    /** How many row numbers a finding gives. */
    private static final int SHOWN = 5;

    /** What a row's number is. */
    public enum Numbering {
        /** 1-based lines of the one file. */
        LINES("first lines"),
        /** 0-based rows: the file has no lines, or there are several files. */
        ROWS("first rows, counted from 0");

        private final String heading;

        Numbering(String heading) {
            this.heading = heading;
        }
    }

    /**
     * Rows that share a trait.
     *
     * @param count how many
     * @param first the numbers of the first few
     */
    public record Finding(long count, List<Long> first) {
    }

    /** Begins a report of rows whose facts are known. */
    public static Builder builder(LocatedDataset located, boolean dropDuplicates, RowFacts facts) {
        return new Builder(located, dropDuplicates, facts);
    }

    /** The report as a table for people: the name, then the table, a line each. */
    public List<String> toLines() {
        record Line(String label, String count, String first) {
        }
        String left = droppedDuplicates ? ", left out" : ", kept";
        List<Line> table = new ArrayList<>();
        table.add(new Line("", "rows", numbering.heading));
        table.add(new Line("read", Long.toString(rowsRead), ""));
        record Row(String label, @Nullable Finding finding) {
        }
        for (Row row : List.of(new Row("over-long, left out", overLong),
                new Row("repeating an earlier row" + left, duplicates),
                new Row("kept", new Finding(rowsKept, List.of())),
                new Row("with an empty response", emptyResponses), new Row("with identical sides", identicalSides),
                new Row("held out, with a prompt that also trains", testPromptsInTraining))) {
            Finding finding = row.finding();
            if (finding != null) {
                table.add(new Line(row.label(), Long.toString(finding.count()), numbers(finding)));
            }
        }
        int label = table.stream().mapToInt(line -> line.label().length()).max().orElse(0);
        int count = table.stream().mapToInt(line -> line.count().length()).max().orElse(0);
        String format = "%-" + label + "s  %" + count + "s  %s";
        Stream<String> lines = table.stream()
                .map(line -> String.format(Locale.ROOT, format, line.label(), line.count(), line.first())
                        .stripTrailing());
        return Stream.concat(Stream.of(name), lines).toList();
    }

    private static String numbers(Finding finding) {
        String more = finding.count() > finding.first().size() && !finding.first().isEmpty() ? ", ..." : "";
        return finding.first().stream().map(String::valueOf).collect(Collectors.joining(", ")) + more;
    }

    /** Makes a report of the facts of all rows. */
    public static final class Builder {
        private final String name;
        private final boolean dropDuplicates;
        private final boolean oneFile;
        private final RowFacts facts;
        private final BitSet overLong = new BitSet();

        private Builder(LocatedDataset located, boolean dropDuplicates, RowFacts facts) {
            this.name = located.name();
            this.oneFile = located.files().size() == 1;
            this.dropDuplicates = dropDuplicates;
            this.facts = facts;
        }

        /** Notes that a row has a side longer than {@code max_length}. */
        public void overLong(long index) {
            overLong.set(Math.toIntExact(index));
        }

        /** Whether a row repeats an earlier one. */
        public boolean isDuplicate(long index) {
            return facts.isDuplicate(Math.toIntExact(index));
        }

        /** The rows to be split, in file order: all, or those that repeat no earlier one when duplicates are dropped. */
        public int[] rowsToSplit() {
            return IntStream.range(0, facts.size()).filter(row -> !dropDuplicates || !facts.isDuplicate(row)).toArray();
        }

        /** The report of a data set of which nothing is held out. */
        public DataReport build() {
            return build((Finding) null);
        }

        /** The report of a data set that was split; the split names rows of the file. */
        public DataReport build(TrainTestSplit split) {
            return build(split.test().length == 0 ? null : shared(this, split.train(), split.test()));
        }

        /** The report of an evaluation set beside a training set of its own. */
        public DataReport buildBeside(Builder training) {
            return build(shared(training, training.rowsToSplit(), rowsToSplit()));
        }

        private @Nullable Finding shared(Builder training, int[] trainRows, int[] testRows) {
            if (!training.facts.tellsPrompts() || !facts.tellsPrompts()) {
                return null;
            }
            Hash128Set trained = new Hash128Set();
            for (int row : trainRows) {
                if (training.facts.isPromptKnown(row)) {
                    trained.add(training.facts.prompt(row));
                }
            }
            BitSet both = new BitSet();
            for (int row : testRows) {
                Hash128 prompt = facts.prompt(row);
                both.set(row, facts.isPromptKnown(row) && trained.contains(prompt.high(), prompt.low()));
            }
            return finding(both);
        }

        private DataReport build(@Nullable Finding shared) {
            BitSet out = (BitSet) overLong.clone();
            BitSet duplicates = facts.duplicates();
            if (dropDuplicates) {
                out.or(duplicates);
            }
            return new DataReport(name, numbering(), facts.size(), finding(overLong), finding(duplicates),
                    dropDuplicates, facts.size() - out.cardinality(), finding(facts.emptyResponses()),
                    finding(facts.identicalSides()), shared);
        }

        private Numbering numbering() {
            return oneFile && facts.size() > 0 && facts.line(0) > 0 ? Numbering.LINES : Numbering.ROWS;
        }

        private Finding finding(BitSet found) {
            boolean asLines = numbering() == Numbering.LINES;
            List<Long> first = found.stream().limit(SHOWN).mapToObj(row -> (long) (asLines ? facts.line(row) : row))
                    .toList();
            return new Finding(found.cardinality(), first);
        }
    }
}
