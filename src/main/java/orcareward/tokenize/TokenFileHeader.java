package orcareward.tokenize;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32C;
import orcareward.data.RowFacts;
import org.jspecify.annotations.Nullable;

/**
 * The first bytes of a {@link TokenFile}, little-endian: magic, key, counts, the checksum of all that follows, and its own. After it come the ids
 * (prompt, chosen, rejected of each row), then per row the three lengths, the margin where there are margins, and the report's facts.
 *
 * @param key SHA-256 of what the ids depend on
 * @param rows how many
 * @param ids how many
 * @param idBytes 2 where every id fits, else 4
 * @param hasMargins whether rows have margins
 * @param checksum CRC-32C of the bytes behind the header
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as a whole
record TokenFileHeader(byte[] key, long rows, long ids, int idBytes, boolean hasMargins, int checksum) {
    static final int BYTES = 72;
    static final int LENGTHS_BYTES = 3 * Integer.BYTES;
    private static final long MAGIC = 0x31_4b4f_5441_4352_4fL; // ORCATOK1
    private static final int KEY_BYTES = 32;

    /** As it stands in the file. */
    byte[] toBytes() {
        ByteBuffer out = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        out.putLong(MAGIC).put(key).putLong(rows).putLong(ids).putInt(idBytes).putInt(hasMargins ? 1 : 0)
                .putInt(checksum);
        return out.putInt(checksum(out.array())).array();
    }

    private static int checksum(byte[] header) {
        CRC32C crc = new CRC32C();
        crc.update(header, 0, BYTES - Integer.BYTES);
        return (int) crc.getValue();
    }

    /** Reads a header of {@link #BYTES}; null when it is damaged or that of something else, another key included. */
    static @Nullable TokenFileHeader parse(byte[] bytes, byte[] key) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length != BYTES || in.getInt(BYTES - Integer.BYTES) != checksum(bytes) || in.getLong() != MAGIC) {
            return null;
        }
        byte[] stored = new byte[KEY_BYTES];
        in.get(stored);
        TokenFileHeader header = new TokenFileHeader(stored, in.getLong(), in.getLong(), in.getInt(), in.getInt() != 0,
                in.getInt());
        return Arrays.equals(stored, key) && header.isPossible() ? header : null;
    }

    private boolean isPossible() {
        return rows >= 0 && rows <= Integer.MAX_VALUE / RowFacts.BYTES_PER_ROW && ids >= 0 && ids < 1L << 48
                && (idBytes == Short.BYTES || idBytes == Integer.BYTES);
    }

    /** Where the lengths begin. */
    long lengthsAt() {
        return BYTES + ids * idBytes;
    }

    /** Where the margins begin, if there are any. */
    long marginsAt() {
        return lengthsAt() + rows * LENGTHS_BYTES;
    }

    /** Where the facts begin. */
    long factsAt() {
        return marginsAt() + (hasMargins ? rows * Double.BYTES : 0);
    }

    /** How long the whole file is. */
    long fileBytes() {
        return factsAt() + rows * RowFacts.BYTES_PER_ROW;
    }
}
