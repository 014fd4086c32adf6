package orcareward.data;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import orcareward.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** JSON Lines: an object a line; blank lines count as lines, not as rows. */
final class JsonLinesSource implements RowSource {
    private final Path file;
    private final Predicate<String> wanted;
    private final LineReader lines;
    private final JsonFactory json = JsonText.factory();
    private final List<String> columns = new ArrayList<>();
    private long index;
    private @Nullable RawRow first;

    JsonLinesSource(Path file, long firstIndex, Predicate<String> wanted) throws IOException {
        this.file = file;
        this.wanted = wanted;
        this.index = firstIndex;
        lines = new LineReader(Files.newInputStream(file));
        try {
            first = read(columns);
        } catch (IOException | RuntimeException e) {
            lines.close();
            throw e;
        }
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public @Nullable RawRow next() throws IOException {
        RawRow ready = first;
        if (ready != null) {
            first = null;
            return ready;
        }
        return read(null);
    }

    private @Nullable RawRow read(@Nullable List<String> names) throws IOException {
        do {
            if (!lines.advance()) {
                return null;
            }
        } while (lines.isBlank());
        RowPosition at = new RowPosition(file, index++, lines.number);
        try (JsonParser parser = json.createParser(lines.bytes, 0, lines.length)) {
            JsonToken token = parser.nextToken();
            if (token != JsonToken.START_OBJECT) {
                throw new ProblemException(at.where(), "the line holds " + JsonText.kind(token)
                        + " where a row is needed", "Write each row as {\"column\": value, ...} on a line of its own");
            }
            Map<String, @Nullable Object> values = JsonText.object(parser, wanted, names);
            if (parser.nextToken() != null) {
                throw new ProblemException(at.where(), "more follows after the row's closing brace",
                        "Write each row on a line of its own");
            }
            return new RawRow(at, values);
        } catch (IOException e) {
            // The bytes are in memory: whatever fails here is the text.
            throw JsonText.broken(at.where(), e);
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    /** Splits bytes at line feeds alone, so that line numbers agree with every editor. */
    private static final class LineReader implements AutoCloseable {
        private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
        private final InputStream in;
        private final byte[] buffer = new byte[1 << 16];
        private int at;
        private int end;
        private byte[] bytes = new byte[1 << 13];
        private int length;
        private long number;

        LineReader(InputStream in) {
            this.in = in;
        }

        /** Moves to the next line; false at the end. A byte-order mark is no part of the first. */
        boolean advance() throws IOException {
            length = 0;
            if (at == end && !fill()) {
                return false;
            }
            boolean whole = false;
            while (!whole && (at < end || fill())) {
                int from = at;
                while (at < end && buffer[at] != '\n') {
                    at++;
                }
                append(from);
                whole = at < end;
                if (whole) {
                    at++;
                }
            }
            int mark = BYTE_ORDER_MARK.length;
            if (number++ == 0 && length >= mark && Arrays.equals(bytes, 0, mark, BYTE_ORDER_MARK, 0, mark)) {
                length -= mark;
                System.arraycopy(bytes, mark, bytes, 0, length);
            }
            return true;
        }

        private boolean fill() throws IOException {
            at = 0;
            end = Math.max(0, in.read(buffer));
            return end > 0;
        }

        private void append(int from) {
            int grown = Math.addExact(length, at - from);
            if (grown > bytes.length) {
                bytes = Arrays.copyOf(bytes,
                        Math.max(grown, (int) Math.min(Integer.MAX_VALUE - 8L, bytes.length * 2L)));
            }
            System.arraycopy(buffer, from, bytes, length, at - from);
            length = grown;
        }

        boolean isBlank() {
            for (int i = 0; i < length; i++) {
                if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r') {
                    return false;
                }
            }
            return true;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
