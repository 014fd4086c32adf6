package orcareward.ui.chart;

import java.util.List;
import orcareward.ui.fx.Texts;

/** One thing drawn in a metric chart. Curves of the same name are shown and hidden together, in all charts of a group. */
public sealed interface Curve {
    /** Its name in the legend and in exported files. */
    String name();

    /** What it stands for. */
    Ink ink();

    /** The series that it is drawn from. */
    List<Series> series();

    /** A line, raw and pale as well as smoothed and strong. */
    record Line(String name, Series values, Ink ink) implements Curve {
        @Override
        public List<Series> series() {
            return List.of(values);
        }
    }

    /** Hollow circles, for evaluations; they are never smoothed. */
    record Points(String name, Series values, Ink ink) implements Curve {
        @Override
        public List<Series> series() {
            return List.of(values);
        }
    }

    /** The area between two series with the same steps. */
    record Band(String name, Series low, Series high, Ink ink) implements Curve {
        @Override
        public List<Series> series() {
            return List.of(low, high);
        }
    }

    /** The training that is looked at. */
    static Curve training(Series values) {
        return new Line(Texts.get("chart.curve.training"), values, Ink.ACCENT);
    }

    /** Its evaluations. */
    static Curve evaluation(Series values) {
        return new Points(Texts.get("chart.curve.evaluation"), values, Ink.ACCENT);
    }

    /** From smallest to largest, behind a line of means. */
    static Curve band(Series low, Series high) {
        return new Band(Texts.get("chart.curve.band"), low, high, Ink.ACCENT);
    }

    /** An earlier run for comparison, in a colour of its own. */
    static Curve run(String name, Series values, int index) {
        return new Line(name, values, Ink.ofRun(index));
    }

    /** The evaluations of an earlier run. */
    static Curve runEvaluation(String name, Series values, int index) {
        return new Points(Texts.format("chart.curve.run-evaluation", name), values, Ink.ofRun(index));
    }
}
