package orcareward.ui.score;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Locale;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import orcareward.recipe.ScoreRecord;
import orcareward.ui.fx.FileDialogs;
import orcareward.ui.fx.Navigator;
import orcareward.ui.fx.StudioTab;
import orcareward.ui.fx.Texts;

/** The tab Score. */
public final class ScoreTab implements StudioTab, AutoCloseable {
    private static final KeyCombination NOW = new KeyCodeCombination(KeyCode.F5);
    private static final KeyCombination ADD = new KeyCodeCombination(KeyCode.D, KeyCombination.SHORTCUT_DOWN);
    private static final KeyCombination IMPORT = new KeyCodeCombination(KeyCode.I, KeyCombination.SHORTCUT_DOWN);

    private final ScoreViewModel model;
    private final FileDialogs dialogs;
    private final ResponsesPane responses;
    private final VBox view;

    /** Times of the history are shown in {@code zone}. */
    public ScoreTab(ScoreViewModel model, FileDialogs dialogs, Navigator navigator, ZoneId zone) {
        this.model = model;
        this.dialogs = dialogs;
        responses = new ResponsesPane(model.question(), this::chooseFile);
        VBox writing = new VBox(16, new QuestionPane(model.question()), responses);
        writing.getStyleClass().add("score-writing");
        ScrollPane left = new ScrollPane(writing);
        left.setFitToWidth(true);
        ResultPane right = new ResultPane(model, new RankingTable(model, responses::goTo),
                new HistoryList(model.history(), this::restore, zone), navigator, () -> browse(model.first()));
        right.getStyleClass().add("score-results");
        SplitPane halves = new SplitPane(left, right);
        halves.setDividerPositions(0.42);
        VBox.setVgrow(halves, Priority.ALWAYS);
        view = new VBox(new ModelBar(model, this::browse), halves);
        view.getStyleClass().add("page");
        view.getStylesheets().add("/orcareward/ui/score.css");
        view.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    }

    private void key(KeyEvent event) {
        if (NOW.match(event)) {
            model.scoreNow();
        } else if (ADD.match(event)) {
            responses.add();
        } else if (IMPORT.match(event)) {
            chooseFile();
        } else {
            return;
        }
        event.consume();
    }

    private void browse(ModelSlot slot) {
        ModelChoice near = slot.choiceProperty().get();
        dialogs.folder(Texts.get("score.model.browse.title"), near == null ? null : near.folder())
                .ifPresent(folder -> slot.choose(ModelChoice.of(folder)));
    }

    private void chooseFile() {
        dialogs.open(Texts.get("score.import.title"), null,
                new FileDialogs.Kind(Texts.get("score.import.kind"), "*.jsonl", "*.json", "*.txt"))
                .ifPresent(model::importFrom);
    }

    private void restore(ScoreRecord record) {
        model.question().fill(record.system(), record.prompt(), record.responses());
        if (model.first().choiceProperty().get() == null) {
            model.choose(Path.of(record.models().getFirst()));
        }
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public void shown() {
        model.refreshChoices();
        model.history().read();
    }

    @Override
    public ObservableBooleanValue busy() {
        return model.busyProperty();
    }

    /** A model's folder, or a file of candidates. */
    @Override
    public boolean takes(Path path) {
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        return name.endsWith(".txt") || name.endsWith(".jsonl") || Files.isDirectory(path);
    }

    @Override
    public void open(Path path) {
        if (Files.isDirectory(path)) {
            model.choose(path);
        } else {
            model.importFrom(path);
        }
    }

    /** Frees the models. */
    @Override
    public void close() {
        model.close();
    }
}
