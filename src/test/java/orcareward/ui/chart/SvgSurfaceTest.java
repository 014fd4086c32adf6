package orcareward.ui.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import javafx.scene.paint.Color;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Drawings as text, without a toolkit. */
class SvgSurfaceTest {
    private static final Palette PALETTE = new Palette(Color.WHITE, Color.BLACK, Color.GRAY, Color.LIGHTGRAY, Color.RED,
            Collections.nCopies(Ink.values().length, Color.BLUE));

    @Test
    void aMetricIsLinesLettersAndRings() throws Exception {
        ChartGroup group = new ChartGroup();
        Series loss = new Series();
        Series evaluation = new Series();
        Series low = new Series();
        Metric metric = group.metric("Loss", ValueFormat.LOSS);
        metric.curves().addAll(Curve.band(low, loss), Curve.training(loss), Curve.evaluation(evaluation));
        for (int i = 1; i <= 50; i++) {
            loss.append(i, i, i, i == 25 ? Double.NaN : 1.0 / i);
            low.append(i, i, i, 0.5 / i);
        }
        evaluation.append(20, 20, 20, 0.1);
        Document svg = drawn(new Sheet("Loss <train> & \"more\" \u0001", "0.02", "",
                metric.curves().stream().map(LegendEntry::of).toList(), new MetricPainter(group, metric)::paint));
        // Raw and smoothed, each in two pieces around the gap.
        assertThat(svg.getElementsByTagName("polyline").getLength()).isEqualTo(4);
        assertThat(svg.getElementsByTagName("image").getLength()).isZero();
        // The band and the marks of the gap in the raw and in the smoothed line.
        assertThat(svg.getElementsByTagName("polygon").getLength()).isEqualTo(3);
        assertThat(texts(svg)).contains("Loss <train> & \"more\" ", "0.02", "training", "evaluation", "step", "0.0");
    }

    @Test
    void anEmptyChartSaysSo() throws Exception {
        ChartGroup group = new ChartGroup();
        Metric metric = group.metric("Loss", ValueFormat.LOSS);
        Document svg = drawn(new Sheet("Loss", "", "Nothing yet", List.of(), new MetricPainter(group, metric)::paint));
        assertThat(texts(svg)).contains("Nothing yet");
    }

    @Test
    void aLongLegendGoesOnBelow() throws Exception {
        List<LegendEntry> legend = Collections.nCopies(12, new LegendEntry("a run with a long name", Ink.RUN_1,
                LegendEntry.Mark.LINE));
        ChartGroup group = new ChartGroup();
        Metric metric = group.metric("Loss", ValueFormat.LOSS);
        Document svg = drawn(new Sheet("Loss", "", "", legend, new MetricPainter(group, metric)::paint));
        assertThat(texts(svg)).filteredOn("a run with a long name"::equals).hasSize(12);
        var texts = svg.getElementsByTagName("text");
        for (int i = 0; i < texts.getLength(); i++) {
            assertThat(Double.parseDouble(((Element) texts.item(i)).getAttribute("y"))).isBetween(0.0, 320.0);
        }
    }

    private static Document drawn(Sheet sheet) throws Exception {
        SvgSurface surface = new SvgSurface(640, 320);
        sheet.paint(surface, PALETTE, 640, 320);
        return DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new ByteArrayInputStream(surface.finish().getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> texts(Document svg) {
        var nodes = svg.getElementsByTagName("text");
        return java.util.stream.IntStream.range(0, nodes.getLength()).mapToObj(i -> nodes.item(i).getTextContent())
                .toList();
    }
}
