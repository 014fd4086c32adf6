package orcareward.ui.chart;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Writes PNG files (ISO/IEC 15948), opaque, 8 bits a colour. By hand, because the converter from JavaFX images lies in javafx-swing,
 * which our runtime can't have, and Java's own writer would start AWT for it.
 */
final class Png {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int BITS = 8;
    private static final int RGB = 2;

    private Png() {
    }

    /** Writes pixels, given row by row as 0xAARRGGBB; alpha is left out. */
    static void write(OutputStream out, int width, int height, int[] pixels) throws IOException {
        DataOutputStream data = new DataOutputStream(out);
        data.write(SIGNATURE);
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream fields = new DataOutputStream(header);
        fields.writeInt(width);
        fields.writeInt(height);
        // Compression, filter and interlace have one usual method each: 0.
        fields.write(new byte[]{BITS, RGB, 0, 0, 0});
        chunk(data, "IHDR", header.toByteArray());
        chunk(data, "IDAT", compressed(width, height, pixels));
        chunk(data, "IEND", new byte[0]);
        data.flush();
    }

    private static byte[] compressed(int width, int height, int[] pixels) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try (DeflaterOutputStream zlib = new DeflaterOutputStream(out, deflater, 1 << 16)) {
            // A row begins with the number of its filter; none is best for large even areas.
            byte[] row = new byte[1 + 3 * width];
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    int color = pixels[y * width + x];
                    row[1 + 3 * x] = (byte) (color >> 16);
                    row[2 + 3 * x] = (byte) (color >> 8);
                    row[3 + 3 * x] = (byte) color;
                }
                zlib.write(row);
            }
        } finally {
            deflater.end();
        }
        return out.toByteArray();
    }

    private static void chunk(DataOutputStream out, String type, byte[] content) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 check = new CRC32();
        check.update(name);
        check.update(content);
        out.writeInt(content.length);
        out.write(name);
        out.write(content);
        out.writeInt((int) check.getValue());
    }
}
