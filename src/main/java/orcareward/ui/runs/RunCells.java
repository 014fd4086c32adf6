package orcareward.ui.runs;

import java.util.function.Function;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;
import orcareward.event.RunState;
import orcareward.ui.chart.Sparkline;
import orcareward.ui.fx.Formats;
import orcareward.ui.fx.Texts;
import orcareward.ui.runs.RunsReader.Seen;
import org.jspecify.annotations.Nullable;

/** What stands in the table of runs. */
final class RunCells {
    private RunCells() {
    }

    /** Words made of it. */
    static final class Words extends TableCell<RunRow, Seen> {
        private final Function<Seen, String> words;

        Words(Function<Seen, String> words) {
            this.words = words;
        }

        @Override
        protected void updateItem(@Nullable Seen seen, boolean empty) {
            super.updateItem(seen, empty);
            setText(seen == null || empty ? null : words.apply(seen));
        }
    }

    /** How it stands. */
    static final class State extends TableCell<RunRow, Seen> {
        private final StateMark mark = new StateMark();

        @Override
        protected void updateItem(@Nullable Seen seen, boolean empty) {
            super.updateItem(seen, empty);
            setGraphic(seen == null || empty ? null : mark);
            if (seen != null) {
                mark.show(seen.run());
                setTooltip(new Tooltip(Texts.format(
                        seen.run().state() == RunState.VANISHED ? "runs.state.gone" : "runs.state.tooltip",
                        StateMark.words(seen.run()),
                        Formats.count(seen.run().step()), Formats.count(seen.run().totalSteps()), seen.run().host())));
            }
        }
    }

    /** Its loss as a line. */
    static final class Loss extends TableCell<RunRow, Seen> {
        private final Sparkline line = new Sparkline();

        Loss() {
            getStyleClass().add("loss-cell");
        }

        @Override
        protected void updateItem(@Nullable Seen seen, boolean empty) {
            super.updateItem(seen, empty);
            setGraphic(seen == null || empty ? null : line);
            if (seen != null) {
                line.show(seen.loss());
            }
        }
    }
}
