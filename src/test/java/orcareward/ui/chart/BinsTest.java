package orcareward.ui.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BinsTest {
    @Test
    void everyFiniteValueIsInOneBin() {
        double[] chosen = normal(5000, 0.6);
        double[] rejected = normal(3000, -0.6);
        Bins bins = Bins.of(List.of(chosen, rejected));
        assertThat(bins.number()).isBetween(8, 70);
        assertThat(Arrays.stream(bins.count(chosen)).sum()).isEqualTo(5000);
        assertThat(Arrays.stream(bins.count(rejected)).sum()).isEqualTo(3000);
    }

    @Test
    void zeroIsAnEdge() {
        Bins bins = Bins.of(List.of(normal(1000, 0.3)));
        double edges = bins.first() / bins.width();
        assertThat(edges).isEqualTo(Math.rint(edges), within(1e-9));
    }

    @Test
    void aValueOnAnEdgeBelongsToTheBinAboveIt() {
        Bins bins = new Bins(-1, 1, 2);
        assertThat(bins.count(new double[]{-1, -0.5, 0, 0.5, 1})).containsExactly(2, 3);
    }

    @Test
    void equalValuesNoValuesAndWhatIsNoNumberAreFine() {
        assertThat(Bins.of(List.of(new double[]{2, 2, 2})).count(new double[]{2, 2, 2})).contains(3);
        assertThat(Bins.of(List.of(new double[]{0, 0})).count(new double[]{0, 0})).contains(2);
        assertThat(Bins.of(List.of()).count(new double[0])).containsExactly(0);
        assertThat(Bins.of(List.of(new double[]{1, Double.NaN, 2})).count(new double[]{Double.NaN})).containsOnly(0);
    }

    private static double[] normal(int n, double mean) {
        Random random = new Random(5);
        double[] values = new double[n];
        Arrays.setAll(values, i -> mean + random.nextGaussian());
        return values;
    }
}
