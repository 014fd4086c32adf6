package orcareward.tokenize;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import orcareward.data.RowFacts;

/** Writes a {@link TokenFile} row by row: ids at once, the rest at the end, the header last of all. */
final class TokenFileWriter implements AutoCloseable {
    private static final int BUFFER = 1 << 20;

    private final byte[] key;
    private final int idBytes;
    private final FileChannel channel;
    private final CRC32C checksum = new CRC32C();
    private final OutputStream out;
    private int[] lengths = new int[3 << 9];
    private double[] margins = {};
    private boolean hasMargins;
    private int rows;
    private long ids;

    /**
     * Begins a file.
     *
     * @param vocabularySize one more than the highest id
     */
    TokenFileWriter(Path file, byte[] key, int vocabularySize) throws IOException {
        this.key = key;
        this.idBytes = vocabularySize <= 1 << Short.SIZE ? Short.BYTES : Integer.BYTES;
        channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING);
        channel.position(TokenFileHeader.BYTES);
        out = new BufferedOutputStream(new CheckedOutputStream(Channels.newOutputStream(channel), checksum), BUFFER);
    }

    /** Takes in a row; every row once, in file order. */
    void add(TokenizedPair pair) throws IOException {
        if (pair.index() != rows || (rows > 0 && hasMargins != (pair.margin() != null))) {
            throw new IllegalStateException("row " + pair.index() + " doesn't follow " + rows + " rows before it");
        }
        Double margin = pair.margin();
        if (rows == 0) {
            hasMargins = margin != null;
        }
        if (3 * rows == lengths.length) {
            lengths = Arrays.copyOf(lengths, lengths.length * 2);
        }
        if (margin != null) {
            if (rows == margins.length) {
                margins = Arrays.copyOf(margins, Math.max(1 << 9, rows * 2));
            }
            margins[rows] = margin;
        }
        lengths[3 * rows] = pair.promptIds().length;
        lengths[3 * rows + 1] = pair.chosenIds().length;
        lengths[3 * rows + 2] = pair.rejectedIds().length;
        write(pair.promptIds());
        write(pair.chosenIds());
        write(pair.rejectedIds());
        rows++;
    }

    private void write(int[] some) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(some.length * idBytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int id : some) {
            if (idBytes == Short.BYTES) {
                bytes.putShort((short) id);
            } else {
                bytes.putInt(id);
            }
        }
        out.write(bytes.array());
        ids += some.length;
    }

    /** Writes what is known of the rows, then the header, and waits until all is on the disk. */
    void finish(RowFacts facts) throws IOException {
        if (facts.size() != rows) {
            throw new IllegalStateException(facts.size() + " facts for " + rows + " rows");
        }
        ByteBuffer number = ByteBuffer.allocate(Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 3 * rows; i++) {
            out.write(number.clear().putInt(lengths[i]).array(), 0, Integer.BYTES);
        }
        for (int i = 0; hasMargins && i < rows; i++) {
            out.write(number.clear().putDouble(margins[i]).array());
        }
        facts.writeTo(out);
        out.flush();
        ByteBuffer header = ByteBuffer
                .wrap(new TokenFileHeader(key, rows, ids, idBytes, hasMargins, (int) checksum.getValue()).toBytes());
        while (header.hasRemaining()) {
            channel.write(header, header.position());
        }
        channel.force(true);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
