package orcareward.ui.runs;

import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import orcareward.event.RunEntry;
import orcareward.event.RunState;
import orcareward.ui.fx.Formats;
import orcareward.ui.fx.Texts;

/** How a run stands, as a shape with its colour and a word. */
final class StateMark extends HBox {
    private final Region shape = new Region();
    private final Label word = new Label();

    StateMark() {
        super(8);
        setAlignment(Pos.CENTER_LEFT);
        shape.getStyleClass().add("state-mark");
        getChildren().addAll(shape, word);
    }

    void show(RunEntry run) {
        shape.getStyleClass().setAll("state-mark", "state-" + run.state().name().toLowerCase(Locale.ROOT));
        word.setText(words(run));
    }

    /** {@code Running, 43 %}. */
    static String words(RunEntry run) {
        String word = Texts.get(switch (run.state()) {
            case RUNNING -> "runs.state.running";
            case FINISHED -> "runs.state.finished";
            case STOPPED -> "runs.state.stopped";
            case FAILED -> "runs.state.failed";
            case VANISHED -> "runs.state.vanished";
        });
        return run.totalSteps() == 0 || run.state() == RunState.FINISHED
                ? word
                : Texts.format("runs.state.at", word,
                        Formats.count(Math.round(100.0 * run.step() / run.totalSteps())));
    }
}
