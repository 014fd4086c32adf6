package orcareward.data;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * What a report must know of every row, texts not among it: 21 bytes a row in arrays, so that a million rows take as many megabytes. Can be
 * stored and read again, which gives the same report without reading the rows.
 */
public final class RowFacts {
    /** Bytes of a row in a file: line, half of the prompt's SHA-256, traits. */
    public static final int BYTES_PER_ROW = Integer.BYTES + 2 * Long.BYTES + 1;

    private static final int DUPLICATE = 1;
    private static final int EMPTY_RESPONSE = 2;
    private static final int IDENTICAL_SIDES = 4;
    private static final int PROMPT_KNOWN = 8;

    private final Hash128Set texts = new Hash128Set();
    private int[] lines = new int[1 << 9];
    private long[] prompts = new long[1 << 10];
    private byte[] traits = new byte[1 << 9];
    private int rows;

    /**
     * One row's facts.
     *
     * @param index 0-based row in the data set
     * @param line where it stands, 0 where the format has no lines
     * @param texts hash of all its texts
     * @param prompt hash of its prompt, or null when the row does not tell it
     * @param emptyResponse whether a response has no or only blank characters
     * @param identicalSides whether chosen and rejected are the same
     */
    public record Row(long index, int line, Hash128 texts, @Nullable Hash128 prompt, boolean emptyResponse,
            boolean identicalSides) {
        /** Hashes the row's texts; may be called on several threads at once. */
        public static Row of(PreferencePair pair, RowPosition at) {
            RowHasher hasher = new RowHasher();
            return new Row(pair.index(), Math.toIntExact(at.line()), hasher.row(pair), hasher.prompt(pair),
                    hasEmptyResponse(pair), switch (pair) {
                        case PreferencePair.Text text -> text.chosen().equals(text.rejected());
                        case PreferencePair.Messages messages -> messages.chosen().equals(messages.rejected());
                    });
        }

        private static boolean hasEmptyResponse(PreferencePair pair) {
            return switch (pair) {
                case PreferencePair.Text text -> text.chosen().isBlank() || text.rejected().isBlank();
                case PreferencePair.Messages messages -> messages.chosen().getLast().content().isBlank()
                        || messages.rejected().getLast().content().isBlank();
            };
        }
    }

    /** Takes in a row; every row once, in file order. */
    public void add(Row row) {
        if (row.index() != rows) {
            throw new IllegalStateException("row " + row.index() + " came after " + rows + " rows");
        }
        if (rows == lines.length) {
            lines = Arrays.copyOf(lines, rows * 2);
            prompts = Arrays.copyOf(prompts, rows * 4);
            traits = Arrays.copyOf(traits, rows * 2);
        }
        lines[rows] = row.line();
        int found = texts.add(row.texts()) ? 0 : DUPLICATE;
        Hash128 prompt = row.prompt();
        if (prompt != null) {
            found |= PROMPT_KNOWN;
            prompts[2 * rows] = prompt.high();
            prompts[2 * rows + 1] = prompt.low();
        }
        traits[rows] = (byte) (found | (row.emptyResponse() ? EMPTY_RESPONSE : 0)
                | (row.identicalSides() ? IDENTICAL_SIDES : 0));
        rows++;
    }

    /** How many rows there are. */
    public int size() {
        return rows;
    }

    /** The 1-based line on which a row begins, 0 where its file has no lines. */
    public int line(int row) {
        return lines[row];
    }

    boolean isDuplicate(int row) {
        return has(row, DUPLICATE);
    }

    boolean isPromptKnown(int row) {
        return has(row, PROMPT_KNOWN);
    }

    Hash128 prompt(int row) {
        return new Hash128(prompts[2 * row], prompts[2 * row + 1]);
    }

    private boolean has(int row, int trait) {
        return (traits[row] & trait) != 0;
    }

    /** Rows that repeat an earlier one. */
    public BitSet duplicates() {
        return rowsWith(DUPLICATE);
    }

    /** Rows with a response of no or only blank characters. */
    public BitSet emptyResponses() {
        return rowsWith(EMPTY_RESPONSE);
    }

    /** Rows whose chosen and rejected sides are the same. */
    public BitSet identicalSides() {
        return rowsWith(IDENTICAL_SIDES);
    }

    private BitSet rowsWith(int trait) {
        BitSet found = new BitSet(rows);
        for (int row = 0; row < rows; row++) {
            found.set(row, has(row, trait));
        }
        return found;
    }

    boolean tellsPrompts() {
        return !rowsWith(PROMPT_KNOWN).isEmpty();
    }

    /** Writes all rows, {@link #BYTES_PER_ROW} each. */
    public void writeTo(OutputStream out) throws IOException {
        ByteBuffer row = ByteBuffer.allocate(BYTES_PER_ROW).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < rows; i++) {
            row.clear().putInt(lines[i]).putLong(prompts[2 * i]).putLong(prompts[2 * i + 1]).put(traits[i]);
            out.write(row.array());
        }
    }

    /** Reads what {@link #writeTo} has written; no row can be added then. */
    public static RowFacts read(ByteBuffer stored) {
        ByteBuffer in = stored.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        RowFacts facts = new RowFacts();
        facts.rows = in.remaining() / BYTES_PER_ROW;
        facts.lines = new int[facts.rows];
        facts.prompts = new long[2 * facts.rows];
        facts.traits = new byte[facts.rows];
        for (int i = 0; i < facts.rows; i++) {
            facts.lines[i] = in.getInt();
            facts.prompts[2 * i] = in.getLong();
            facts.prompts[2 * i + 1] = in.getLong();
            facts.traits[i] = in.get();
        }
        return facts;
    }
}
