package orcareward.ui.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import orcareward.recipe.EarlierRun;
import orcareward.ui.fx.Navigator;
import orcareward.ui.fx.Texts;

/** What can be done with the chosen runs: as buttons, in the rows' menu, and by keys. */
final class RunActions {
    private final RunsTable table;
    private final List<Action> actions;

    /** One of them, for the runs that it makes sense for. */
    private record Action(String id, String text, String tooltip, KeyCombination key, boolean asButton,
            Predicate<List<RunRow>> allowed, Runnable run) {
        String hint() {
            return tooltip + " (" + key.getDisplayText() + ")";
        }
    }

    RunActions(RunsViewModel model, RunsTable table, Navigator navigator) {
        this.table = table;
        actions = List.of(
                new Action("runs-watch", Texts.get("runs.watch"), Texts.get("runs.watch.tooltip"), key("Enter"), true,
                        one(row -> true), () -> navigator.watch(first().folder())),
                new Action("runs-continue", Texts.get("runs.continue"), Texts.get("runs.continue.tooltip"),
                        key("Shortcut+R"), true, one(RunRow::canGoOn), () -> navigator.resume(first().folder())),
                new Action("runs-evaluate", Texts.get("runs.evaluate"), Texts.get("runs.evaluate.tooltip"),
                        key("Shortcut+E"), true, rows -> hasModel(model, rows),
                        () -> navigator.evaluate(model.comparison().details().getFirst().models().getFirst().folder())),
                new Action("runs-score", Texts.get("runs.score"), Texts.get("runs.score.tooltip"), key("Shortcut+G"),
                        true, rows -> hasModel(model, rows),
                        () -> navigator.score(model.comparison().details().getFirst().models().getFirst().folder())),
                new Action("runs-configure", Texts.get("runs.configure"), Texts.get("runs.configure.tooltip"),
                        key("Shortcut+Y"), false, one(row -> true),
                        () -> navigator.configure(first().folder().resolve(EarlierRun.SAVED_CONFIG))),
                new Action("runs-folder", Texts.get("runs.folder"), Texts.get("runs.folder.tooltip"),
                        key("Shortcut+L"), false, one(row -> true), () -> navigator.openFolder(first().folder())),
                new Action("runs-rename", Texts.get("runs.rename"), Texts.get("runs.rename.tooltip"), key("F2"), true,
                        one(row -> true), () -> table.editName(first())),
                new Action("runs-delete", Texts.get("runs.delete"), Texts.get("runs.delete.tooltip"), key("Delete"),
                        true, rows -> !rows.isEmpty() && rows.stream().noneMatch(RunRow::isLive),
                        () -> model.changes().delete(chosen())));
    }

    private static KeyCombination key(String keys) {
        return KeyCombination.valueOf(keys);
    }

    private static Predicate<List<RunRow>> one(Predicate<RunRow> condition) {
        return rows -> rows.size() == 1 && condition.test(rows.getFirst());
    }

    /** What it has written is known when its details have been read. */
    private static boolean hasModel(RunsViewModel model, List<RunRow> rows) {
        List<RunDetail> details = model.comparison().details();
        return rows.size() == 1 && details.size() == 1 && !details.getFirst().models().isEmpty()
                && details.getFirst().run().outputDir().equals(rows.getFirst().run().outputDir());
    }

    private List<RunRow> chosen() {
        return List.copyOf(table.getSelectionModel().getSelectedItems());
    }

    private RunRow first() {
        return table.getSelectionModel().getSelectedItems().getFirst();
    }

    /** The usual ones as buttons; {@link #update} says which may be pressed. */
    List<Button> buttons() {
        List<Button> buttons = new ArrayList<>();
        for (Action action : actions) {
            if (action.asButton) {
                Button button = new Button(action.text);
                button.setId(action.id);
                button.setMinWidth(Region.USE_PREF_SIZE);
                button.setTooltip(new Tooltip(action.hint()));
                button.setOnAction(event -> action.run.run());
                buttons.add(button);
            }
        }
        return buttons;
    }

    /** Lets those buttons be pressed that make sense for what is chosen. */
    void update(List<Button> buttons) {
        List<RunRow> rows = chosen();
        for (Button button : buttons) {
            button.setDisable(actions.stream().noneMatch(
                    action -> action.id.equals(button.getId()) && action.allowed.test(rows)));
        }
    }

    /** All of them as a row's menu. */
    ContextMenu menu() {
        ContextMenu menu = new ContextMenu();
        for (Action action : actions) {
            MenuItem item = new MenuItem(action.text + "    " + action.key.getDisplayText());
            item.setOnAction(event -> action.run.run());
            menu.getItems().add(item);
        }
        menu.setOnShowing(event -> {
            List<RunRow> rows = chosen();
            for (int i = 0; i < actions.size(); i++) {
                menu.getItems().get(i).setDisable(!actions.get(i).allowed.test(rows));
            }
        });
        return menu;
    }

    /** Does what a key stands for. */
    void key(KeyEvent event) {
        if (table.getEditingCell() != null) {
            return;
        }
        for (Action action : actions) {
            if (action.key.match(event) && action.allowed.test(chosen())) {
                action.run.run();
                event.consume();
                return;
            }
        }
    }
}
