package ai.djl.pytorch.jni;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A TorchScript module compiled by libtorch from source text at start-up: no Python, no compiler.
 *
 * <p>The archive that libtorch loads is a zip of stored entries with the source under {@code code/__torch__.py} and a pickle of an
 * empty module. Methods are run without libtorch's inference mode, so that tensors may be written in place later.
 */
public final class TorchScriptModule implements AutoCloseable {
    private static final long ZIP_EPOCH_MILLIS = 315_532_800_000L;

    private final PtSymbolBlock block;
    private final long handle;

    /**
     * Compiles the source for the manager's device.
     *
     * @throws ai.djl.engine.EngineException with libtorch's message when the source does not compile
     */
    public TorchScriptModule(NDManager manager, String className, String source) {
        try {
            block = JniUtils.loadModule((PtNDManager) manager, new ByteArrayInputStream(archive(className, source)),
                    false, false);
        } catch (IOException e) {
            throw new IllegalStateException("an archive in memory can't fail to be read", e);
        }
        handle = block.getHandle();
        JniUtils.enableTrainingMode(block);
    }

    /**
     * Runs a method.
     *
     * @param arguments tensors ({@link PtNDArray}), lists of tensors, {@code Long}, {@code Integer}, {@code Double},
     *        {@code Boolean}, {@code long[]}
     */
    public IValue run(String method, Object... arguments) {
        IValue[] values = new IValue[arguments.length];
        long[] handles = new long[arguments.length];
        try {
            for (int i = 0; i < arguments.length; i++) {
                values[i] = toIValue(arguments[i]);
                handles[i] = values[i].getHandle();
            }
            return new IValue(PyTorchLibrary.LIB.moduleRunMethod(handle, method, handles, true, false));
        } finally {
            for (IValue value : values) {
                if (value != null) {
                    value.close();
                }
            }
        }
    }

    /** Frees the compiled module. */
    @Override
    public void close() {
        block.close();
    }

    private static IValue toIValue(Object argument) {
        return switch (argument) {
            case PtNDArray tensor -> IValue.from(tensor);
            case PtNDArray[] tensors -> IValue.listFrom(tensors);
            case Boolean flag -> IValue.from(flag);
            case Integer number -> IValue.from(number.longValue());
            case Long number -> IValue.from(number);
            case Double number -> IValue.from(number);
            case long[] numbers -> IValue.listFrom(numbers);
            default -> throw new IllegalStateException("no TorchScript value for " + argument.getClass());
        };
    }

    private static byte[] archive(String className, String source) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("archive/data.pkl", emptyModule(className));
        files.put("archive/code/__torch__.py", source.getBytes(StandardCharsets.UTF_8));
        files.put("archive/constants.pkl", new byte[]{(byte) 0x80, 2, ')', '.'}); // an empty tuple
        files.put("archive/version", "3\n".getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                CRC32 crc = new CRC32();
                crc.update(file.getValue());
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setMethod(ZipEntry.STORED); // libtorch maps the entries: it reads no compressed ones
                entry.setSize(file.getValue().length);
                entry.setCrc(crc.getValue());
                entry.setTime(ZIP_EPOCH_MILLIS);
                zip.putNextEntry(entry);
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    /** The pickle of an object of {@code __torch__.className} whose only attribute is {@code training = True}. */
    private static byte[] emptyModule(String className) throws IOException {
        byte[] attribute = "training".getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream pickle = new ByteArrayOutputStream();
        pickle.write(new byte[]{(byte) 0x80, 2}); // PROTO 2
        pickle.write(("c__torch__\n" + className + "\n").getBytes(StandardCharsets.US_ASCII)); // GLOBAL
        pickle.write(new byte[]{')', (byte) 0x81, '}', '('}); // EMPTY_TUPLE NEWOBJ EMPTY_DICT MARK
        pickle.write(new byte[]{'X', (byte) attribute.length, 0, 0, 0}); // BINUNICODE
        pickle.write(attribute);
        pickle.write(new byte[]{(byte) 0x88, 'u', 'b', '.'}); // NEWTRUE SETITEMS BUILD STOP
        return pickle.toByteArray();
    }
}
