package orcareward.ui.train;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import orcareward.event.RunEntry;
import orcareward.recipe.RunsRunner;
import orcareward.ui.fx.Background;
import orcareward.ui.fx.Navigator;
import orcareward.ui.fx.ProblemView;
import orcareward.ui.fx.Texts;

/** Chooses earlier runs whose curves are drawn behind the run's own. */
final class CompareMenu extends MenuButton {
    private static final int MOST = 20;

    private final RunsRunner runs;
    private final RunCharts charts;
    private final Background background;
    private final Navigator navigator;
    private final Set<String> shown = new HashSet<>();

    CompareMenu(RunsRunner runs, RunCharts charts, Background background, Navigator navigator) {
        super(Texts.get("train.compare"));
        this.runs = runs;
        this.charts = charts;
        this.background = background;
        this.navigator = navigator;
        setTooltip(new Tooltip(Texts.get("train.compare.tooltip")));
        setMinWidth(USE_PREF_SIZE);
        getItems().add(none());
        setOnShowing(event -> refresh());
    }

    private void refresh() {
        background.run(Texts.get("train.compare"), progress -> runs.list(notice -> {
        }), this::fill, this::failed);
    }

    private void fill(List<RunEntry> found) {
        getItems().setAll(found.stream().limit(MOST).map(this::item).toList());
        if (getItems().isEmpty()) {
            getItems().add(none());
        }
    }

    private MenuItem item(RunEntry run) {
        CheckMenuItem item = new CheckMenuItem(run.name());
        item.setMnemonicParsing(false);
        item.setSelected(shown.contains(run.id()));
        item.setOnAction(event -> {
            if (item.isSelected()) {
                add(run);
            } else {
                shown.remove(run.id());
                charts.removeOverlay(run.name());
            }
        });
        return item;
    }

    private static MenuItem none() {
        MenuItem none = new MenuItem(Texts.get("train.compare.none"));
        none.setDisable(true);
        return none;
    }

    private void add(RunEntry run) {
        shown.add(run.id());
        background.run(Texts.get("train.compare"), progress -> runs.curves(run), curves -> {
            if (shown.contains(run.id())) {
                charts.overlay(run.name(), curves, shown.size() - 1);
            }
        }, this::failed);
    }

    private void failed(Throwable failure) {
        navigator.notify(ProblemView.lines(failure));
    }
}
