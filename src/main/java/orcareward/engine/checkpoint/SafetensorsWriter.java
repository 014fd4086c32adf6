package orcareward.engine.checkpoint;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import orcareward.files.AtomicFiles;

/** Writes safetensors files, byte for byte as the safetensors library would. */
public final class SafetensorsWriter {
    /** The metadata that transformers asks of a file of weights. */
    public static final Map<String, String> TORCH_FORMAT = Map.of("format", "pt");
    private static final int ALIGNMENT = 8;

    private SafetensorsWriter() {
    }

    /**
     * Writes a file as a whole or not at all. Tensors of wide types come first, names in alphabetical order among
     * equals; each tensor's numbers are asked for when it is written, so that no second copy of a model is needed.
     */
    public static void write(Path path, Map<String, String> metadata, List<TensorSource> tensors) throws IOException {
        List<TensorSource> ordered = tensors.stream()
                .sorted(Comparator.comparing(TensorSource::dtype).reversed().thenComparing(TensorSource::name))
                .toList();
        byte[] header = header(metadata, ordered);
        AtomicFiles.write(path, out -> {
            out.write(ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(header.length).array());
            out.write(header);
            for (TensorSource tensor : ordered) {
                CountingSink sink = new CountingSink(tensor.dtype(), out);
                tensor.data().writeTo(sink);
                if (sink.written != tensor.byteSize()) {
                    throw new IllegalStateException(tensor.name() + " gave " + sink.written + " bytes, its shape "
                            + tensor.shape() + " needs " + tensor.byteSize());
                }
            }
        });
    }

    private static byte[] header(Map<String, String> metadata, List<TensorSource> ordered) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        if (!metadata.isEmpty()) {
            ObjectNode texts = tree.putObject(SafetensorsHeader.METADATA);
            new TreeMap<>(metadata).forEach(texts::put);
        }
        Set<String> names = new HashSet<>();
        long offset = 0;
        for (TensorSource tensor : ordered) {
            if (!names.add(tensor.name()) || tensor.name().equals(SafetensorsHeader.METADATA)) {
                throw new IllegalStateException("two tensors called " + tensor.name());
            }
            ObjectNode entry = tree.putObject(tensor.name());
            entry.put("dtype", tensor.dtype().name());
            tensor.shape().forEach(entry.withArray("shape")::add);
            entry.putArray("data_offsets").add(offset).add(offset + tensor.byteSize());
            offset += tensor.byteSize();
        }
        byte[] json = tree.toString().getBytes(StandardCharsets.UTF_8);
        byte[] padded = Arrays.copyOf(json, Math.ceilDiv(json.length, ALIGNMENT) * ALIGNMENT);
        Arrays.fill(padded, json.length, padded.length, (byte) ' ');
        return padded;
    }

    /** Converts and writes one tensor's pieces. */
    private static final class CountingSink implements TensorSource.Sink {
        private final DType dtype;
        private final OutputStream out;
        private final float[] floats = new float[FloatConversion.BLOCK];
        private long written;

        CountingSink(DType dtype, OutputStream out) {
            this.dtype = dtype;
            this.out = out;
        }

        @Override
        public void floats(FloatBuffer numbers) throws IOException {
            FloatBuffer source = numbers.duplicate();
            while (source.hasRemaining()) {
                int n = Math.min(floats.length, source.remaining());
                source.get(floats, 0, n);
                write(FloatConversion.toBytes(dtype, floats, n));
            }
        }

        @Override
        public void bytes(ByteBuffer stored) throws IOException {
            ByteBuffer source = stored.duplicate();
            byte[] block = new byte[Math.min(source.remaining(), FloatConversion.BLOCK * Float.BYTES)];
            while (source.hasRemaining()) {
                int n = Math.min(block.length, source.remaining());
                source.get(block, 0, n);
                out.write(block, 0, n);
                written += n;
            }
        }

        private void write(byte[] bytes) throws IOException {
            out.write(bytes);
            written += bytes.length;
        }
    }
}
