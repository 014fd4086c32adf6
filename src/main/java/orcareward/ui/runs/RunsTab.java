package orcareward.ui.runs;

import java.time.ZoneId;
import java.util.List;
import java.util.function.BooleanSupplier;
import javafx.beans.value.ObservableBooleanValue;
import javafx.collections.ListChangeListener;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import orcareward.ui.fx.EmptyState;
import orcareward.ui.fx.Navigator;
import orcareward.ui.fx.StudioTab;
import orcareward.ui.fx.Texts;

/** The tab Runs. */
public final class RunsTab implements StudioTab, AutoCloseable {
    private final RunsViewModel model;
    private final StackPane view = new StackPane();
    private final RunsTable table;
    private final RunActions actions;
    private final List<Button> buttons;

    /**
     * Shows times in {@code zone}.
     *
     * @param sureToEmpty asks before the trash is emptied
     */
    public RunsTab(RunsViewModel model, Navigator navigator, ZoneId zone, BooleanSupplier sureToEmpty) {
        this.model = model;
        table = new RunsTable(model, zone);
        table.setPlaceholder(new Label(Texts.get("runs.found.none")));
        actions = new RunActions(model, table, navigator);
        buttons = actions.buttons();
        table.setContextMenu(actions.menu());
        table.addEventHandler(KeyEvent.KEY_PRESSED, actions::key);
        table.getSelectionModel().getSelectedItems()
                .addListener((ListChangeListener<RunRow>) change -> chosen());
        model.comparison().details().subscribe(() -> actions.update(buttons));
        model.rows().subscribe(() -> actions.update(buttons));
        SplitPane halves = new SplitPane(table, new DetailPane(model.comparison()));
        halves.setOrientation(Orientation.VERTICAL);
        halves.setDividerPositions(0.38);
        VBox.setVgrow(halves, Priority.ALWAYS);
        VBox page = new VBox(head(sureToEmpty), new Notices(model), halves);
        page.getStyleClass().add("page");
        view.getChildren().addAll(page, empty(navigator, page));
        view.getStylesheets().add("/orcareward/ui/runs.css");
    }

    private HBox head(BooleanSupplier sureToEmpty) {
        TextField search = new TextField();
        search.setId("runs-search");
        search.setPromptText(Texts.get("runs.search"));
        search.setAccessibleText(Texts.get("runs.search"));
        search.textProperty().bindBidirectional(model.searchProperty());
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox head = new HBox(8);
        head.getChildren().addAll(buttons);
        head.getChildren().addAll(space, search, new TrashMenu(model.changes(), sureToEmpty));
        actions.update(buttons);
        return head;
    }

    private EmptyState empty(Navigator navigator, Node page) {
        Button train = new Button(Texts.get("runs.empty.train"));
        train.setOnAction(event -> navigator.configure());
        EmptyState empty = new EmptyState(Texts.get("runs.empty.title"), Texts.get("runs.empty.text"), train);
        Runnable update = () -> {
            boolean none = model.loadedProperty().get() && model.rows().isEmpty() && model.changes().trash().isEmpty();
            empty.setVisible(none);
            page.setVisible(!none);
        };
        model.loadedProperty().subscribe(update);
        model.rows().subscribe(update);
        model.changes().trash().subscribe(update);
        update.run();
        return empty;
    }

    private void chosen() {
        List<RunRow> rows = List.copyOf(table.getSelectionModel().getSelectedItems());
        model.choose(rows);
        actions.update(buttons);
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public void shown() {
        model.shown();
        table.requestFocus();
    }

    @Override
    public void hidden() {
        model.hidden();
    }

    @Override
    public ObservableBooleanValue busy() {
        return model.changes().workProperty().isNotNull();
    }

    /** Ends looking for news. */
    @Override
    public void close() {
        model.close();
    }
}
