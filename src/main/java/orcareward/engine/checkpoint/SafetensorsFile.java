package orcareward.engine.checkpoint;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import orcareward.problem.ProblemException;

/**
 * A safetensors file, mapped into memory: opening it reads the header alone, and a tensor's pages come from the disk
 * when its numbers are read. The file must not be changed in place while it is open.
 */
public final class SafetensorsFile implements AutoCloseable {
    private static final long LENGTH_BYTES = 8;
    /** The cap that the safetensors library has. */
    private static final long MAX_HEADER_BYTES = 100_000_000;
    private static final String CUT_OFF = "The file is cut off or no safetensors file: download or copy it again";
    private static final byte[] LFS_POINTER = "version https://git-lfs".getBytes(StandardCharsets.US_ASCII);
    private static final ValueLayout.OfLong LONG_LE = ValueLayout.JAVA_LONG_UNALIGNED
            .withOrder(ByteOrder.LITTLE_ENDIAN);

    private final Path path;
    private final Arena arena;
    private final MemorySegment data;
    private final SafetensorsHeader header;

    private SafetensorsFile(Path path, Arena arena, MemorySegment data, SafetensorsHeader header) {
        this.path = path;
        this.arena = arena;
        this.data = data;
        this.header = header;
    }

    /**
     * Maps a file and checks its header against its size.
     *
     * @throws ProblemException when the file is missing, cut off, or its header doesn't hold what the format demands
     */
    @SuppressWarnings("MustBeClosed") // the file that is returned closes the mapping
    public static SafetensorsFile open(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new ProblemException(path.toString(), "there is no such file", "Download or copy it");
        }
        Arena arena = Arena.ofShared();
        boolean opened = false;
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            MemorySegment whole = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            long headerBytes = headerBytes(path, whole);
            byte[] json = whole.asSlice(LENGTH_BYTES, headerBytes).toArray(ValueLayout.JAVA_BYTE);
            MemorySegment data = whole.asSlice(LENGTH_BYTES + headerBytes);
            SafetensorsFile file = new SafetensorsFile(path, arena, data,
                    SafetensorsHeader.parse(path, json, data.byteSize()));
            opened = true;
            return file;
        } finally {
            if (!opened) {
                arena.close();
            }
        }
    }

    private static long headerBytes(Path path, MemorySegment whole) {
        long size = whole.byteSize();
        if (size > LFS_POINTER.length
                && whole.asSlice(0, LFS_POINTER.length).mismatch(MemorySegment.ofArray(LFS_POINTER)) == -1) {
            throw new ProblemException(path.toString(), "is a Git LFS pointer and not the weights themselves",
                    "Fetch them with: git lfs pull");
        }
        if (size < LENGTH_BYTES) {
            throw new ProblemException(path.toString(), "holds " + size + " bytes, less than a header", CUT_OFF);
        }
        long headerBytes = whole.get(LONG_LE, 0);
        if (headerBytes < 0 || headerBytes > MAX_HEADER_BYTES || headerBytes > size - LENGTH_BYTES) {
            throw new ProblemException(path.toString(), "announces a header of "
                    + Long.toUnsignedString(headerBytes) + " bytes in a file of " + size, CUT_OFF);
        }
        return headerBytes;
    }

    /** Where the file is. */
    public Path path() {
        return path;
    }

    /** The tensors' names, in the order of their bytes. */
    public Set<String> names() {
        return Collections.unmodifiableSet(header.entries().keySet());
    }

    /** Texts that stand beside the tensors, such as {@code format: pt}. */
    public Map<String, String> metadata() {
        return Collections.unmodifiableMap(header.metadata());
    }

    /** A tensor's type, shape and place. */
    public TensorEntry entry(String name) {
        TensorEntry entry = header.entries().get(name);
        if (entry == null) {
            throw new ProblemException(path.toString(), "has no tensor " + name,
                    "The file belongs to another model or is damaged: download or copy it again");
        }
        return entry;
    }

    /** A tensor's bytes as they are stored, little-endian; valid until the file is closed. */
    public MemorySegment bytes(String name) {
        TensorEntry entry = entry(name);
        return data.asSlice(entry.begin(), entry.end() - entry.begin());
    }

    /**
     * Numbers of a tensor as float32: as many as {@code into} has room for, which must not be more than there are.
     *
     * @param first the first of them, counted through the whole tensor
     * @param into floats in native byte order, written from position to limit; both stay as they are
     */
    public void readFloats(String name, long first, ByteBuffer into) {
        TensorEntry entry = floating(name);
        long count = into.remaining() / Float.BYTES;
        int size = entry.dtype().bytes();
        FloatConversion.toFloats(entry.dtype(), bytes(name).asSlice(first * size, count * size),
                MemorySegment.ofBuffer(into));
    }

    /** A whole tensor as float32; it must fit into one array. */
    public float[] floats(String name) {
        TensorEntry entry = floating(name);
        float[] floats = new float[Math.toIntExact(entry.elements())];
        FloatConversion.toFloats(entry.dtype(), bytes(name), MemorySegment.ofArray(floats));
        return floats;
    }

    /** A whole tensor of 64-bit integers. */
    public long[] longs(String name) {
        TensorEntry entry = entry(name);
        if (entry.dtype() != DType.I64) {
            throw new ProblemException(path + ", tensor " + name, "its type is " + entry.dtype() + " and not I64",
                    "The file was written by something else: choose another");
        }
        return bytes(name).toArray(LONG_LE);
    }

    /** Refuses a tensor that holds no floating-point numbers, such as a quantized one. */
    void requireFloating(String name) {
        floating(name);
    }

    private TensorEntry floating(String name) {
        TensorEntry entry = entry(name);
        if (!entry.dtype().isFloating()) {
            throw new ProblemException(path + ", tensor " + name, "its type is " + entry.dtype(),
                    "Weights must be F32, F16, BF16 or F64; choose a model that isn't quantized");
        }
        return entry;
    }

    /** Unmaps the file; segments handed out before can't be used any more. */
    @Override
    public void close() {
        arena.close();
    }
}
