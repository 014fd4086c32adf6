package orcareward.tokenize;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.AbstractList;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.zip.CRC32C;
import orcareward.data.RowFacts;
import org.jspecify.annotations.Nullable;

/**
 * All rows of a data set as token ids, mapped into memory from a file: the heap holds 20 bytes a row, and a pair comes into being when it is asked
 * for. The mapping ends when nothing refers to it any more. Layout: {@link TokenFileHeader}.
 */
public final class TokenFile {
    private static final ValueLayout.OfShort SHORT_LE = ValueLayout.JAVA_SHORT_UNALIGNED
            .withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT_LE = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfDouble DOUBLE_LE = ValueLayout.JAVA_DOUBLE_UNALIGNED
            .withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final long CHECKED_AT_ONCE = 1 << 26;

    private final MemorySegment whole;
    private final TokenFileHeader header;
    /** Prompt, chosen, rejected of each row. */
    private final int[] lengths;
    /** Where each row's ids begin, counted in ids. */
    private final long[] begins;

    private TokenFile(MemorySegment whole, TokenFileHeader header, int[] lengths, long[] begins) {
        this.whole = whole;
        this.header = header;
        this.lengths = lengths;
        this.begins = begins;
    }

    /**
     * Maps a file and checks all of it: key, length, and the checksum of every byte.
     *
     * @return nothing when it is damaged or that of another key
     */
    @SuppressWarnings("MustBeClosed") // Arena.ofAuto can't be closed
    static Optional<TokenFile> open(Path file, byte[] key) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() < TokenFileHeader.BYTES) {
                return Optional.empty();
            }
            MemorySegment whole = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
            TokenFileHeader header = TokenFileHeader
                    .parse(whole.asSlice(0, TokenFileHeader.BYTES).toArray(ValueLayout.JAVA_BYTE), key);
            if (header == null || header.fileBytes() != whole.byteSize() || header.checksum() != checksum(whole)) {
                return Optional.empty();
            }
            int[] lengths = whole.asSlice(header.lengthsAt(), header.rows() * TokenFileHeader.LENGTHS_BYTES)
                    .toArray(INT_LE);
            long[] begins = new long[(int) header.rows()];
            long at = 0;
            for (int row = 0; row < begins.length; row++) {
                begins[row] = at;
                at += (long) lengths[3 * row] + lengths[3 * row + 1] + lengths[3 * row + 2];
            }
            return at == header.ids() ? Optional.of(new TokenFile(whole, header, lengths, begins)) : Optional.empty();
        }
    }

    private static int checksum(MemorySegment whole) {
        CRC32C crc = new CRC32C();
        for (long at = TokenFileHeader.BYTES; at < whole.byteSize(); at += CHECKED_AT_ONCE) {
            crc.update(whole.asSlice(at, Math.min(CHECKED_AT_ONCE, whole.byteSize() - at)).asByteBuffer());
        }
        return (int) crc.getValue();
    }

    /** How many rows there are. */
    public int rows() {
        return begins.length;
    }

    /** What the report must know of the rows. */
    public RowFacts facts() {
        return RowFacts.read(whole.asSlice(header.factsAt()).asByteBuffer());
    }

    /** Whether TRL would keep the row: both sides have at most {@code maxLength} tokens; null means no limit. */
    public boolean fits(int row, @Nullable Integer maxLength) {
        return maxLength == null || (lengths[3 * row] + lengths[3 * row + 1] <= maxLength
                && lengths[3 * row] + lengths[3 * row + 2] <= maxLength);
    }

    /** A row's pair, read from the file. */
    public TokenizedPair pair(int row) {
        long chosen = begins[row] + lengths[3 * row];
        long rejected = chosen + lengths[3 * row + 1];
        Double margin = header.hasMargins() ? whole.get(DOUBLE_LE, header.marginsAt() + row * 8L) : null;
        return new TokenizedPair(row, ids(begins[row], lengths[3 * row]), ids(chosen, lengths[3 * row + 1]),
                ids(rejected, lengths[3 * row + 2]), margin);
    }

    private int[] ids(long first, int count) {
        int[] ids = new int[count];
        long at = TokenFileHeader.BYTES + first * header.idBytes();
        if (header.idBytes() == Integer.BYTES) {
            MemorySegment.copy(whole, INT_LE, at, ids, 0, count);
            return ids;
        }
        for (int i = 0; i < count; i++) {
            ids[i] = Short.toUnsignedInt(whole.get(SHORT_LE, at + i * 2L));
        }
        return ids;
    }

    /** The pairs of some rows in the order given, each read when it is asked for. */
    public List<TokenizedPair> pairs(int[] rows) {
        return new View(this, rows.clone());
    }

    private static final class View extends AbstractList<TokenizedPair> implements RandomAccess {
        private final TokenFile file;
        private final int[] rows;

        View(TokenFile file, int[] rows) {
            this.file = file;
            this.rows = rows;
        }

        @Override
        public TokenizedPair get(int index) {
            return file.pair(rows[index]);
        }

        @Override
        public int size() {
            return rows.length;
        }
    }
}
