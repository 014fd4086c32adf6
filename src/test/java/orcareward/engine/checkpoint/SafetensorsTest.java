package orcareward.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import orcareward.Golden;
import orcareward.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
    /** Which NaN it becomes is nobody's promise. */
    private static final int NAN_AT = 15;

    @TempDir
    private Path folder;

    /** dtypes.safetensors was written by reference/make_format_cases.py with safetensors.torch. */
    @Test
    void everyTypeIsReadAsTorchWroteIt() throws IOException {
        try (SafetensorsFile file = SafetensorsFile.open(Golden.path("formats/dtypes.safetensors"))) {
            assertThat(file.metadata()).isEqualTo(Map.of("format", "pt"));
            float[] numbers = file.floats("numbers.f32");
            assertThat(numbers).hasSize(256).startsWith(0f, -0f, 1f, 1 + 0x1p-8f, 1 + 0x3p-8f, 65504f);
            assertThat(file.entry("numbers.f32").shape()).containsExactly(16L, 16L);
            assertThat(file.floats("numbers.bf16")).startsWith(0f, -0f, 1f, 1f, 1.015625f);
            assertThat(file.floats("numbers.f16")[6]).isInfinite();
            assertThat(file.floats("numbers.f64")).containsExactly(numbers);
            assertThat(file.longs("longs")).containsExactly(0, 1, -1, 1L << 62, Long.MIN_VALUE);
            assertThat(file.bytes("bytes").toArray(ValueLayout.JAVA_BYTE)).containsExactly(0, 1, 2, 3, 4, 5, 6);
            assertThat(file.entry("flags").dtype()).isEqualTo(DType.BOOL);
            assertThat(file.entry("single").shape()).isEmpty();
            assertThat(file.floats("single")).containsExactly(2.5f);
            assertThat(file.floats("empty")).isEmpty();
        }
    }

    @Test
    void floatsAreRoundedToHalvesAsTorchDoes() throws IOException {
        try (SafetensorsFile file = SafetensorsFile.open(Golden.path("formats/dtypes.safetensors"))) {
            float[] numbers = file.floats("numbers.f32");
            for (DType dtype : List.of(DType.F64, DType.F16, DType.BF16)) {
                byte[] torch = file.bytes("numbers." + dtype.name().toLowerCase(Locale.ROOT))
                        .toArray(ValueLayout.JAVA_BYTE);
                byte[] ours = FloatConversion.toBytes(dtype, numbers, numbers.length);
                int afterNan = (NAN_AT + 1) * dtype.bytes();
                assertThat(Arrays.mismatch(ours, 0, NAN_AT * dtype.bytes(), torch, 0, NAN_AT * dtype.bytes()))
                        .as("%s", dtype).isEqualTo(-1);
                assertThat(Arrays.mismatch(ours, afterNan, ours.length, torch, afterNan, torch.length))
                        .as("%s", dtype).isEqualTo(-1);
            }
            assertThat(FloatConversion.toBf16(numbers[NAN_AT])).isEqualTo((short) 0x7fc0);
            assertThat(FloatConversion.toBf16(Float.intBitsToFloat(0x7f800001))).isEqualTo((short) 0x7fc0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"formats/dtypes.safetensors", "tiny-llama-rm/model.safetensors",
            "train_lora/adapter_final/adapter_model.safetensors"})
    void aFileOfTheSafetensorsLibraryIsWrittenByteForByte(String golden) throws IOException {
        Path copy = folder.resolve("copy.safetensors");
        try (SafetensorsFile file = SafetensorsFile.open(Golden.path(golden))) {
            List<TensorSource> sources = new ArrayList<>();
            for (String name : file.names()) {
                TensorEntry entry = file.entry(name);
                sources.add(new TensorSource(name, entry.dtype(), entry.shape(), entry.dtype() == DType.F32
                        ? sink -> sink.floats(FloatBuffer.wrap(file.floats(name)))
                        : sink -> sink.bytes(file.bytes(name).asByteBuffer())));
            }
            SafetensorsWriter.write(copy, file.metadata(), sources.reversed());
        }
        assertThat(copy).hasSameBinaryContentAs(Golden.path(golden));
    }

    @ParameterizedTest
    @CsvSource({"F32", "F64"})
    void numbersSurviveWritingAndReadingInPieces(DType dtype) throws IOException {
        float[] numbers = new float[FloatConversion.BLOCK * 2 + 777];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) Math.sin(i) * i;
        }
        Path path = folder.resolve("x.safetensors");
        SafetensorsWriter.write(path, Map.of(), List.of(
                new TensorSource("x", dtype, List.of((long) numbers.length), sink -> {
                    sink.floats(FloatBuffer.wrap(numbers, 0, 1000));
                    sink.floats(FloatBuffer.wrap(numbers, 1000, numbers.length - 1000));
                }), TensorSource.ofLongs("position", new long[]{1, -2}),
                TensorSource.ofBytes("state", new byte[]{3, 4, 5})));
        try (SafetensorsFile file = SafetensorsFile.open(path)) {
            assertThat(file.floats("x")).containsExactly(numbers);
            assertThat(file.longs("position")).containsExactly(1, -2);
            ByteBuffer piece = ByteBuffer.allocateDirect(5000 * Float.BYTES).order(ByteOrder.nativeOrder());
            file.readFloats("x", 20_000, piece);
            for (int i = 0; i < 5000; i++) {
                assertThat(piece.getFloat(i * Float.BYTES)).isEqualTo(numbers[20_000 + i]);
            }
        }
    }

    @Test
    void aTensorThatGivesLessThanItsShapeLeavesNoFile() {
        Path path = folder.resolve("x.safetensors");
        assertThatThrownBy(() -> SafetensorsWriter.write(path, Map.of(),
                List.of(TensorSource.ofFloats("x", DType.F32, List.of(3L), new float[2]))))
                .isInstanceOf(IllegalStateException.class);
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]'                                      | 4  | cut off: 8 bytes
            'x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]'                                      | 12 | 4 bytes follow
            'x":{"dtype":"F32","shape":[3],"data_offsets":[0,8]'                                      | 8  | needs 12 bytes
            'x":{"dtype":"F8_E4M3","shape":[8],"data_offsets":[0,8]'                                  | 8  | its type is F8_E4M3
            'x":{"shape":[8],"data_offsets":[0,8]'                                                    | 8  | its type is missing
            'x":{"dtype":"F32","data_offsets":[0,8]'                                                  | 8  | its shape is missing
            'x":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]'                                     | 8  | its shape is
            'x":{"dtype":"F32","shape":[2],"data_offsets":[8,0]'                                      | 8  | its data_offsets are
            'x":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,8]'                  | 8  | larger than any file
            'x":{"dtype":"F32","shape":[1],"data_offsets":[4,8]'                                      | 8  | begins at byte 4
            'x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"y":{"dtype":"F32","shape":[1],"data_offsets":[0,4]' | 4 | ends at 4
            'x":{"dtype":"F32","shape":[0],"data_offsets":[0,0]},"x":{"dtype":"F32","shape":[0],"data_offsets":[0,0]' | 0 | Duplicate
            'x":{"dtype":"F32"'                                                                       | 0  | its shape is missing
            """)
    void aHeaderThatLiesIsRefused(String fields, int dataBytes, String message) throws IOException {
        Path path = file("{\"" + fields + "}}", dataBytes);
        assertThatThrownBy(() -> SafetensorsFile.open(path)).isInstanceOf(ProblemException.class)
                .hasMessageContaining(path.toString()).hasMessageContaining(message);
    }

    @Test
    void aCutOffFileIsRefusedWhereverItWasCut() throws IOException {
        byte[] whole = Files.readAllBytes(Golden.path("tiny-llama-rm/model.safetensors"));
        Path path = folder.resolve("cut.safetensors");
        for (int length : new int[]{0, 5, 8, 100, 2143, 2144, 2145, 100_000, whole.length - 1}) {
            Files.write(path, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> SafetensorsFile.open(path)).as("%d bytes", length)
                    .isInstanceOf(ProblemException.class).hasMessageContaining(path.toString())
                    .hasMessageContaining("again");
        }
    }

    @Test
    void aHeaderLargerThanTheFileOrTheCapIsRefused() throws IOException {
        for (long announced : new long[]{1000, 100_000_001, Long.MAX_VALUE, -1}) {
            Path path = folder.resolve("lie.safetensors");
            Files.write(path, ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN).putLong(announced).array());
            assertThatThrownBy(() -> SafetensorsFile.open(path)).isInstanceOf(ProblemException.class)
                    .hasMessageContaining("announces a header of " + Long.toUnsignedString(announced));
        }
    }

    @Test
    void whatIsNoSafetensorsFileIsSaidSo() throws IOException {
        Path pointer = folder.resolve("pointer.safetensors");
        Files.writeString(pointer, "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 5\n");
        assertThatThrownBy(() -> SafetensorsFile.open(pointer)).hasMessageContaining("git lfs pull");
        assertThatThrownBy(() -> SafetensorsFile.open(folder.resolve("none"))).isInstanceOf(ProblemException.class)
                .hasMessageContaining("no such file");
        assertThatThrownBy(() -> SafetensorsFile.open(file("[1, 2]", 0))).hasMessageContaining("no JSON object");
        assertThatThrownBy(() -> SafetensorsFile.open(file("{\"x", 0))).hasMessageContaining("isn't valid JSON");
    }

    private Path file(String header, int dataBytes) throws IOException {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        Path path = folder.resolve("made.safetensors");
        Files.write(path, ByteBuffer.allocate(8 + json.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length).put(json).array());
        return path;
    }
}
