package orcareward.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows, casts, embeddings, fresh weights. */
class BasicKernelTest {
    private static final int FLOAT32 = 6;

    @RegisterExtension
    static final KernelLab lab = new KernelLab();

    private static NDArray tensor(long columns, float... numbers) {
        return lab.scope().create(numbers, new Shape(numbers.length / columns, columns));
    }

    @Test
    void forwardIsThere() {
        assertThat(lab.kernel("forward", tensor(1, 3)).toFloatArray()).containsExactly(3);
    }

    @Test
    void castRoundsToTheNearestBfloat16() {
        NDArray x = tensor(4, 1, 1 + 1 / 256f, 1 + 3 / 256f, -3.14159265f);
        assertThat(lab.numbers(lab.cast(x, Precision.BF16.scalarType()))).containsExactly(1, 1, 1 + 4 / 256.,
                -3.140625);
    }

    @Test
    void sumsAndCopies() {
        NDArray x = tensor(2, 1, 2);
        NDArray y = tensor(2, 10, 20);
        assertThat(lab.kernel("add", x, y).toFloatArray()).containsExactly(11, 22);
        assertThat(lab.kernel("zeros_like", x).toFloatArray()).containsExactly(0, 0);
        lab.call("add_to", x, y);
        assertThat(x.toFloatArray()).containsExactly(11, 22);
        lab.call("copy_to", x, y);
        assertThat(x.toFloatArray()).containsExactly(10, 20);
        lab.call("clear", x);
        assertThat(x.toFloatArray()).containsExactly(0, 0);
        lab.call("copy_to", x, y);
        assertThat(lab.kernel("concatenate", Kernels.list(new NDArray[]{x, y})).toFloatArray())
                .containsExactly(10, 20, 10, 20);
    }

    @Test
    void bytesOfAFileBecomeFloat32() {
        byte[] bf16 = {(byte) 0x80, 0x3f, 0x49, (byte) 0xc0}; // 1, -3.140625
        byte[] f16 = {0x00, 0x3c, 0x00, (byte) 0xc1}; // 1, -2.5
        byte[] f32 = {0, 0, (byte) 0x80, 0x3f, 0, 0, 0x20, (byte) 0xc0}; // 1, -2.5
        assertThat(fromBytes(bf16, 15)).containsExactly(1, -3.140625f);
        assertThat(fromBytes(f16, 5)).containsExactly(1, -2.5f);
        assertThat(fromBytes(f32, 6)).containsExactly(1, -2.5f);
    }

    private static float[] fromBytes(byte[] bytes, int stored) {
        ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length).order(ByteOrder.nativeOrder()).put(bytes).flip();
        NDArray raw = lab.scope().create(direct, new Shape(bytes.length), DataType.UINT8);
        NDArray floats = lab.kernel("from_bytes", raw, stored, new long[]{1, 2});
        assertThat(floats.getShape()).isEqualTo(new Shape(1, 2));
        return floats.toFloatArray();
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void rowsAreSelectedAddedAndSpread(Precision precision) {
        int dt = precision.scalarType();
        NDArray x = lab.cast(tensor(2, 0, 1, 10, 11, 20, 21), dt);
        NDArray rows = lab.scope().create(new long[]{2, 0, 2});
        NDArray y = lab.kernel("select_rows", x, rows);
        assertThat(lab.numbers(y)).containsExactly(20, 21, 0, 1, 20, 21);
        assertThat(lab.kernel("spread_rows", y, rows, 4).toFloatArray()).containsExactly(0, 1, 0, 0, 40, 42, 0, 0);
        lab.call("add_rows_to", x, rows, lab.cast(y, FLOAT32));
        assertThat(lab.numbers(x)).containsExactly(0, 2, 10, 11, 60, 63);
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void headsComeFirstAndGoBack(Precision precision) {
        int dt = precision.scalarType();
        NDArray x = lab.cast(tensor(4, 0, 1, 2, 3, 10, 11, 12, 13, 20, 21, 22, 23), dt);
        NDArray first = lab.kernel("heads_first", x, 2);
        assertThat(first.getShape()).isEqualTo(new Shape(2, 3, 2));
        assertThat(lab.numbers(first)).containsExactly(0, 1, 10, 11, 20, 21, 2, 3, 12, 13, 22, 23);
        NDArray last = lab.kernel("heads_last", first, dt);
        assertThat(last.getShape()).isEqualTo(new Shape(3, 4));
        assertThat(lab.numbers(last)).isEqualTo(lab.numbers(x));
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void aColumnIsFlattenedAndBack(Precision precision) {
        NDArray flat = lab.kernel("flat", lab.cast(tensor(1, 1, 2, 3), precision.scalarType()));
        assertThat(flat.getShape()).isEqualTo(new Shape(3));
        assertThat(flat.toFloatArray()).containsExactly(1, 2, 3);
        NDArray column = lab.kernel("column", flat, precision.scalarType());
        assertThat(column.getShape()).isEqualTo(new Shape(3, 1));
        assertThat(lab.numbers(column)).containsExactly(1, 2, 3);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 3})
    void embedding(int padding) {
        int vocabulary = 7;
        int width = 5;
        long[] ids = lab.rows(30, vocabulary);
        NDArray weight = lab.random(vocabulary, width);
        NDArray dh = lab.random(ids.length, width);
        double[] rows = lab.numbers(weight);
        double[] dRows = lab.numbers(dh);
        double[] embedded = new double[ids.length * width];
        double[] gradient = new double[vocabulary * width];
        for (int i = 0; i < embedded.length; i++) {
            int at = Math.toIntExact(ids[i / width]) * width + i % width;
            embedded[i] = rows[at];
            gradient[at] += ids[i / width] == padding ? 0 : dRows[i];
        }
        NDArray idTensor = lab.scope().create(ids);
        assertThat(lab.numbers(lab.kernel("embed", weight, idTensor))).isEqualTo(embedded);
        for (boolean cuda : new boolean[]{true, false}) { // both ways give the same; the second one uses dh up
            NDArray dweight = lab.scope().ones(new Shape(vocabulary, width));
            lab.call("embed_backward", dweight, dh, idTensor, padding, cuda);
            KernelLab.assertClose("dweight", lab.numbers(dweight), Arrays.stream(gradient).map(g -> g + 1).toArray(),
                    Precision.FP32);
        }
    }

    @Test
    void freshWeightsComeFromTheirSeed() {
        double[] normal = lab.numbers(lab.kernel("normal", 100, 50, 0.02, 7));
        assertThat(Arrays.stream(normal).average().orElseThrow()).isBetween(-0.001, 0.001);
        assertThat(Math.sqrt(Arrays.stream(normal).map(x -> x * x).average().orElseThrow())).isBetween(0.019, 0.021);
        double[] uniform = lab.numbers(lab.kernel("uniform", 100, 50, 0.1, 7));
        assertThat(Arrays.stream(uniform).min().orElseThrow()).isBetween(-0.1, -0.099);
        assertThat(Arrays.stream(uniform).max().orElseThrow()).isBetween(0.099, 0.1);
        for (String kernel : new String[]{"normal", "uniform"}) {
            double[] once = lab.numbers(lab.kernel(kernel, 3, 4, 0.1, 7));
            assertThat(lab.numbers(lab.kernel(kernel, 3, 4, 0.1, 7))).isEqualTo(once);
            assertThat(lab.numbers(lab.kernel(kernel, 3, 4, 0.1, 8))).isNotEqualTo(once);
        }
    }
}
