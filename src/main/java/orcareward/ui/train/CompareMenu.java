package orcareward.ui.train;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
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
    private final Map<String, Overlay> shown = new HashMap<>();

    /**
     * A run behind the other.
     *
     * @param label its name in the legend, which no other has
     * @param colour the number of its colour
     */
    private record Overlay(String label, int colour) {
    }

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
        item.setSelected(shown.containsKey(run.id()));
        item.setOnAction(event -> {
            if (item.isSelected()) {
                add(run);
            } else {
                Overlay overlay = shown.remove(run.id());
                if (overlay != null) {
                    charts.removeOverlay(overlay.label());
                }
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
        boolean twice = shown.values().stream().anyMatch(overlay -> overlay.label().equals(run.name()));
        Overlay mine = new Overlay(twice ? run.id() : run.name(), freeColour());
        shown.put(run.id(), mine);
        background.run(Texts.get("train.compare"), progress -> runs.curves(run), curves -> {
            if (mine.equals(shown.get(run.id()))) {
                charts.overlay(mine.label(), curves, mine.colour());
            }
        }, this::failed);
    }

    private int freeColour() {
        return IntStream.iterate(0, i -> i + 1)
                .filter(i -> shown.values().stream().noneMatch(overlay -> overlay.colour() == i)).findFirst()
                .orElse(0);
    }

    private void failed(Throwable failure) {
        navigator.notify(ProblemView.lines(failure));
    }
}
