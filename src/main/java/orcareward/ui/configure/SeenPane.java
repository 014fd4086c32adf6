package orcareward.ui.configure;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import orcareward.recipe.PreviewReport;
import orcareward.recipe.SeenPair;
import orcareward.ui.fx.EmptyState;
import orcareward.ui.fx.Formats;
import orcareward.ui.fx.Texts;
import orcareward.ui.tokens.TokenFlow;
import org.jspecify.annotations.Nullable;

/** What the model sees of a row: the tokens of both sides, and the way from row to row. */
final class SeenPane extends StackPane {
    private final DataViewModel model;
    private final TokenFlow chosen = new TokenFlow(TokenFlow.Tint.CHOSEN);
    private final TokenFlow rejected = new TokenFlow(TokenFlow.Tint.REJECTED);
    private final TextField row = new TextField();
    private final Label count = new Label();
    private final Label format = new Label();
    private final Label left = new Label();
    private final ScrollPane page;
    private final EmptyState empty = new EmptyState(Texts.get("configure.seen.none"),
            Texts.get("configure.seen.none.text"));

    SeenPane(DataViewModel model) {
        this.model = model;
        row.setPrefWidth(88);
        row.setId("seen-row");
        row.setAccessibleText(Texts.get("configure.seen.row"));
        row.setOnAction(event -> typed());
        row.focusedProperty().subscribe(focused -> showRow());
        format.getStyleClass().add("caption");
        format.setWrapText(true);
        left.getStyleClass().addAll("caption", "field-note");
        left.setWrapText(true);
        HBox ways = new HBox(8, way("\u2039", Texts.get("configure.seen.previous"), "seen-previous", -1), row, count,
                way("\u203a", Texts.get("configure.seen.next"), "seen-next", 1));
        ways.setAlignment(Pos.CENTER_LEFT);
        VBox all = new VBox(8, ways, format, left, title(Texts.get("configure.rows.chosen"), "chosen"), chosen,
                title(Texts.get("configure.rows.rejected"), "rejected"), rejected);
        all.getStyleClass().add("side-page");
        page = new ScrollPane(all);
        page.setFitToWidth(true);
        page.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        getChildren().addAll(page, empty);
        setOnKeyPressed(event -> {
            if (event.isAltDown() && event.getCode() == KeyCode.LEFT) {
                model.go(model.rowProperty().get() - 1);
            } else if (event.isAltDown() && event.getCode() == KeyCode.RIGHT) {
                model.go(model.rowProperty().get() + 1);
            }
        });
        model.seenProperty().subscribe(this::show);
        model.rowProperty().subscribe(now -> showRow());
        model.reportProperty().subscribe(this::showReport);
    }

    private Button way(String sign, String words, String id, int by) {
        Button button = new Button(sign);
        button.setId(id);
        button.setAccessibleText(words);
        button.setTooltip(new Tooltip(words));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> model.go(model.rowProperty().get() + by));
        return button;
    }

    private static Label title(String words, String style) {
        Label title = new Label(words);
        title.getStyleClass().addAll("heading", style);
        return title;
    }

    private void typed() {
        try {
            model.go(Integer.parseInt(row.getText().strip().replace(",", "")) - 1);
        } catch (NumberFormatException e) {
            row.selectAll(); // no number: the row stays
        }
        showRow();
    }

    private void showRow() {
        row.setText(Integer.toString(model.rowProperty().get() + 1));
    }

    private void showReport(@Nullable PreviewReport report) {
        boolean there = report != null;
        page.setVisible(there);
        empty.setVisible(!there);
        if (report != null) {
            count.setText(Texts.format("configure.seen.of", Formats.count(report.rowsRead())));
            format.setText(Texts.format("configure.seen.format", report.format()));
        }
    }

    private void show(@Nullable SeenPair pair) {
        chosen.show(pair == null ? null : pair.chosen());
        rejected.show(pair == null ? null : pair.rejected());
        PreviewReport report = model.reportProperty().get();
        boolean out = pair != null && report != null && report.maxLength() > 0
                && Math.max(pair.chosen().tokens().size(), pair.rejected().tokens().size()) > report.maxLength();
        left.setText(out && report != null
                ? Texts.format("configure.seen.out", Formats.count(report.maxLength()))
                : "");
        left.setVisible(out);
        left.setManaged(out);
    }
}
