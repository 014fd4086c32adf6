package orcareward.ui.configure;

import java.util.List;
import java.util.function.IntConsumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import orcareward.config.TrainConfig;
import orcareward.recipe.PreviewReport;
import orcareward.recipe.PreviewRows;
import orcareward.ui.chart.Distribution;
import orcareward.ui.chart.HistogramChart;
import orcareward.ui.chart.Ink;
import orcareward.ui.chart.ValueFormat;
import orcareward.ui.fx.EmptyState;
import orcareward.ui.fx.Job;
import orcareward.ui.fx.ProblemView;
import orcareward.ui.fx.Texts;
import org.jspecify.annotations.Nullable;

/** The data: what is kept and why, how long the pairs are, which columns are read, the first rows. */
final class DataPane extends StackPane {
    private static final double HISTOGRAM = 176;
    private static final double FEW_ROWS = 136;

    private final SettingsModel settings;
    private final DataViewModel model;
    private final VBox state = new VBox(8);
    private final ReportView report;
    private final HistogramChart lengths = new HistogramChart(Texts.get("configure.lengths"), ValueFormat.COUNT);
    private final ColumnsPane columns;
    private final RowsTable table;
    private final ScrollPane page;
    private final StackPane empty = new StackPane();

    /** {@code onRow} hears which row a person wants to see; {@code browse} is the button that names a data set. */
    DataPane(SettingsModel settings, DataViewModel model, IntConsumer onRow, Button browse) {
        this.settings = settings;
        this.model = model;
        report = new ReportView(onRow);
        columns = new ColumnsPane(settings);
        table = new RowsTable(onRow);
        lengths.setMinHeight(HISTOGRAM);
        lengths.setPrefHeight(HISTOGRAM);
        lengths.xLabelProperty().set(Texts.get("configure.lengths.tokens"));
        VBox.setVgrow(table, Priority.ALWAYS);
        table.setMinHeight(FEW_ROWS);
        VBox all = new VBox(8, state, report, lengths, columns, table);
        List.of(state, report, columns).forEach(part -> part.setMinHeight(USE_PREF_SIZE)); // words are never cut off
        all.getStyleClass().add("side-page");
        page = new ScrollPane(all);
        page.setFitToWidth(true);
        page.setFitToHeight(true);
        page.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        empty.getChildren().add(new EmptyState(Texts.get("configure.data.none"), Texts.get("configure.data.none.text"),
                browse));
        getChildren().addAll(page, empty);
        model.rowsProperty().subscribe(rows -> showRows());
        model.failureProperty().subscribe(failure -> showRows());
        model.reportProperty().subscribe(this::showReport);
        model.readFailureProperty().subscribe(failure -> showState());
        model.readingProperty().subscribe(job -> showState());
    }

    private void showRows() {
        PreviewRows rows = model.rowsProperty().get();
        boolean nothing = rows == null && model.failureProperty().get() == null;
        empty.setVisible(nothing);
        page.setVisible(!nothing);
        appear(columns, rows != null);
        appear(table, rows != null);
        if (rows != null) {
            columns.show(rows);
            table.show(rows);
        }
        showState();
    }

    private void showReport(@Nullable PreviewReport found) {
        appear(report, found != null);
        appear(lengths, found != null);
        if (found != null) {
            report.show(found);
            lengths.show(List.of(
                    new Distribution(Texts.get("configure.rows.chosen"), found.all().chosenLengths(), Ink.CHOSEN),
                    new Distribution(Texts.get("configure.rows.rejected"), found.all().rejectedLengths(),
                            Ink.REJECTED)));
        }
        showState();
    }

    private void showState() {
        state.getChildren().clear();
        Throwable failure = model.failureProperty().get();
        PreviewRows rows = model.rowsProperty().get();
        Job reading = model.readingProperty().get();
        Throwable readFailure = model.readFailureProperty().get();
        if (failure != null) {
            add(new ProblemView(Texts.get("configure.data.failed"), failure, again()));
        } else if (rows != null && rows.problem() != null) {
            add(new ProblemView(Texts.get("configure.data.unusable"), rows.problem(), again()));
        } else if (reading != null) {
            add(new JobView(reading));
        } else if (readFailure != null) {
            add(new ProblemView(Texts.get("configure.data.unread"), readFailure, again()));
        } else if (rows != null && model.reportProperty().get() == null) {
            addUnread();
        }
        appear(state, !state.getChildren().isEmpty());
    }

    private void addUnread() {
        Label why = new Label(Texts.get("configure.data.notread"));
        why.setWrapText(true);
        why.getStyleClass().add("caption");
        Button read = new Button(Texts.get("configure.data.read"));
        read.setOnAction(event -> {
            TrainConfig usable = settings.usable();
            if (usable != null) {
                model.readAll(usable);
            }
        });
        add(why);
        add(read);
    }

    private Button again() {
        Button again = new Button(Texts.get("configure.data.again"));
        again.setOnAction(event -> model.again(settings.usable()));
        return again;
    }

    private void add(Node node) {
        state.getChildren().add(node);
    }

    private static void appear(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }
}
