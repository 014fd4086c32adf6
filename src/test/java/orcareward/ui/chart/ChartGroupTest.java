package orcareward.ui.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChartGroupTest {
    private final ChartGroup group = new ChartGroup();
    private final Series loss = new Series();
    private final Series evaluation = new Series();
    private final Series rate = new Series();

    @BeforeEach
    void curves() {
        group.metric("Loss", ValueFormat.LOSS).curves().addAll(Curve.training(loss), Curve.evaluation(evaluation));
        group.metric("Rate", ValueFormat.RATE).curves().add(Curve.training(rate));
        for (int i = 1; i <= 100; i++) {
            loss.append(i, i / 50.0, i * 2, 1.0 / i);
            rate.append(i, i / 50.0, i * 2, 1e-5);
        }
        evaluation.append(50, 1, 101, 0.5);
        evaluation.append(100, 2, 203, 0.25);
    }

    @Test
    void theRangeSpansAllCurvesAndFollowsThem() {
        assertThat(group.range()).isEqualTo(new Range(1, 100));
        loss.append(101, 2.02, 204, 0);
        assertThat(group.range()).isEqualTo(new Range(1, 101));
        group.xAxisProperty().set(XAxis.TIME);
        assertThat(group.range()).isEqualTo(new Range(2, 204));
    }

    @Test
    void aHiddenCurveTakesNoRoom() {
        Series old = new Series();
        old.append(500, 1, 1, 1);
        Curve curve = Curve.run("old", old, 0);
        group.metrics().getFirst().curves().add(curve);
        assertThat(group.extent().to()).isEqualTo(500);
        group.hidden().add("old");
        assertThat(group.shows(curve)).isFalse();
        assertThat(group.extent().to()).isEqualTo(100);
    }

    @Test
    void zoomStaysWithinWhatIsThere() {
        group.zoomTo(new Range(20, 40));
        assertThat(group.range()).isEqualTo(new Range(20, 40));
        group.pan(0.5);
        assertThat(group.range()).isEqualTo(new Range(30, 50));
        group.pan(-9);
        assertThat(group.range()).isEqualTo(new Range(1, 21));
        group.zoomBy(2, 11);
        assertThat(group.range()).isEqualTo(new Range(1, 41));
        group.zoomBy(10, 20);
        assertThat(group.zoomProperty().get()).isNull();
    }

    @Test
    void zoomIsNeverEmpty() {
        group.zoomTo(new Range(20, 20.0000001));
        assertThat(group.range().length()).isGreaterThan(0.009);
    }

    @Test
    void anotherAxisEndsZoomAndCrosshair() {
        group.zoomTo(new Range(20, 40));
        group.crosshairProperty().set(30.0);
        group.xAxisProperty().set(XAxis.EPOCH);
        assertThat(group.zoomProperty().get()).isNull();
        assertThat(group.readOutProperty().get()).isNull();
    }

    @Test
    void theReadOutHasTheNearestPointsAndTheLastEvaluationBefore() {
        group.crosshairProperty().set(60.2);
        ReadOut read = Objects.requireNonNull(group.readOutProperty().get());
        assertThat(read.step()).isEqualTo(60);
        assertThat(read.epoch()).isEqualTo(1.2);
        assertThat(read.seconds()).isEqualTo(120);
        assertThat(read.values()).extracting(ReadOut.Value::text).containsExactly("0.0167", "0.5000", "1.00e-5");
        assertThat(read.values()).extracting(ReadOut.Value::metric).containsExactly("Loss", "Loss", "Rate");
    }

    @Test
    void noEvaluationIsReadBeforeTheFirst() {
        group.crosshairProperty().set(10.0);
        assertThat(Objects.requireNonNull(group.readOutProperty().get()).values()).hasSize(2);
        group.crosshairProperty().set(null);
        assertThat(group.readOutProperty().get()).isNull();
    }

    @Test
    void aCurveTakenAwayIsNotListenedTo() {
        Series other = new Series();
        Curve curve = Curve.run("other", other, 1);
        group.metrics().getFirst().curves().add(curve);
        group.metrics().getFirst().curves().remove(curve);
        long before = group.revision().get();
        other.append(1, 1, 1, 1);
        assertThat(group.revision().get()).isEqualTo(before);
        loss.append(200, 4, 500, 1);
        assertThat(group.revision().get()).isGreaterThan(before);
    }

    @Test
    void theTableHasARowForEachStepAndAColumnForEachCurve() {
        ChartGroup small = new ChartGroup();
        Series values = new Series();
        Series evaluations = new Series();
        small.metric("Loss, mean", ValueFormat.LOSS).curves().addAll(new Curve.Line("train", values, Ink.ACCENT),
                new Curve.Points("eval", evaluations, Ink.ACCENT));
        values.append(1, 0.5, 2, 0.75);
        values.append(2, 1, 4, Double.NaN);
        evaluations.append(2, 1, 5, 0.5);
        evaluations.append(3, 1.5, 6, 0.25);
        assertThat(small.table().csv()).isEqualTo("""
                step,epoch,time_seconds,"Loss, mean / train","Loss, mean / eval"
                1,0.5,2.0,0.75,
                2,1.0,4.0,NaN,0.5
                3,1.5,6.0,,0.25
                """);
    }

    @Test
    void aTableKeepsWhatWasThere() {
        ChartTable table = group.table();
        String before = table.csv();
        loss.append(3, 1, 1, 9);
        assertThat(table.csv()).isEqualTo(before);
    }
}
