package orcareward.ui.score;

import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import orcareward.recipe.ScoreRecord;
import orcareward.ui.fx.Formats;
import orcareward.ui.fx.Texts;
import org.jspecify.annotations.Nullable;

/** What was scored before; a double click or Enter brings it back. */
final class HistoryList extends VBox {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM, HH:mm", Locale.ENGLISH);

    HistoryList(HistoryModel history, Consumer<ScoreRecord> restore, ZoneId zone) {
        super(8);
        ListView<ScoreRecord> list = new ListView<>(history.records());
        list.setId("score-history");
        list.setPlaceholder(Controls.caption(Texts.get("score.history.empty")));
        list.setAccessibleText(Texts.get("score.history"));
        list.setCellFactory(ignored -> new Cell(zone));
        VBox.setVgrow(list, Priority.ALWAYS);
        list.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                restoreChosen(list, restore);
            }
        });
        list.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                restoreChosen(list, restore);
                event.consume();
            }
        });
        Button back = Controls.button("score-history-restore", Texts.get("score.history.restore"),
                Texts.get("score.history.restore.tooltip"), () -> restoreChosen(list, restore));
        back.disableProperty().bind(list.getSelectionModel().selectedItemProperty().isNull());
        Button clear = Controls.button("score-history-clear", Texts.get("score.history.clear"),
                Texts.get("score.history.clear.tooltip"), history::clear);
        HBox buttons = new HBox(8, back, clear);
        buttons.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(list, buttons);
    }

    private static void restoreChosen(ListView<ScoreRecord> list, Consumer<ScoreRecord> restore) {
        ScoreRecord chosen = list.getSelectionModel().getSelectedItem();
        if (chosen != null) {
            restore.accept(chosen);
        }
    }

    private static final class Cell extends ListCell<ScoreRecord> {
        private final ZoneId zone;
        private final Label prompt = new Label();
        private final Label facts = Controls.caption("");
        private final VBox both = new VBox(prompt, facts);

        Cell(ZoneId zone) {
            this.zone = zone;
            prompt.setMinWidth(Region.USE_COMPUTED_SIZE);
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable ScoreRecord record, boolean empty) {
            super.updateItem(record, empty);
            setGraphic(record == null || empty ? null : both);
            if (record != null) {
                prompt.setText(record.prompt().strip().replaceAll("\\s+", " "));
                double best = record.rewards().getFirst().stream().filter(Objects::nonNull)
                        .mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
                facts.setText(Texts.format("score.history.facts", TIME.format(record.time().atZone(zone)),
                        String.valueOf(Path.of(record.models().getFirst()).getFileName()),
                        Formats.count(record.rewards().getFirst().stream().filter(Objects::nonNull).count()),
                        Formats.reward(best)));
            }
        }
    }
}
