package orcareward.ui.configure;

import java.util.function.IntConsumer;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import orcareward.recipe.PreviewReport;
import orcareward.ui.fx.Formats;
import orcareward.ui.fx.Texts;

/** How many rows are kept, what is left out and why, with the way to each row. */
final class ReportView extends VBox {
    private static final int LISTED = 20;

    private final IntConsumer onRow;

    /** {@code onRow} hears which row a person wants to see. */
    ReportView(IntConsumer onRow) {
        super(4);
        this.onRow = onRow;
    }

    void show(PreviewReport report) {
        Label head = new Label(Texts.format("configure.report.rows", Formats.count(report.rowsRead()),
                Formats.count(report.rowsKept()), Formats.count(report.train().size()),
                Formats.count(report.heldOut().size())));
        head.getStyleClass().add("report-head");
        head.setWrapText(true);
        getChildren().setAll(head);
        for (PreviewReport.Finding finding : report.findings()) {
            getChildren().add(line(report, finding));
        }
        if (report.findings().isEmpty()) {
            Label clean = new Label(Texts.get("configure.report.clean"));
            clean.getStyleClass().add("caption");
            getChildren().add(clean);
        }
    }

    private HBox line(PreviewReport report, PreviewReport.Finding finding) {
        Label text = new Label(words(report, finding));
        text.setWrapText(true);
        text.setMinWidth(0);
        HBox line = new HBox(8, text);
        line.setAlignment(Pos.CENTER_LEFT);
        if (!finding.first().isEmpty()) {
            MenuButton show = new MenuButton(Texts.get("configure.report.show"));
            show.getStyleClass().addAll("flat", "report-show");
            show.setMinWidth(USE_PREF_SIZE);
            finding.first().stream().limit(LISTED).forEach(place -> {
                MenuItem item = new MenuItem(place.line() == 0
                        ? Texts.format("configure.report.row", Formats.count(place.row() + 1L))
                        : Texts.format("configure.report.line", Formats.count(place.line())));
                item.setOnAction(event -> onRow.accept(place.row()));
                show.getItems().add(item);
            });
            line.getChildren().add(show);
        }
        return line;
    }

    private static String words(PreviewReport report, PreviewReport.Finding finding) {
        String count = Formats.count(finding.count());
        return switch (finding.trait()) {
            case OVER_LONG -> Texts.format("configure.report.overlong", count, Formats.count(report.maxLength()));
            case DUPLICATE -> Texts.format(
                    finding.leftOut() ? "configure.report.duplicates.out" : "configure.report.duplicates", count);
            case EMPTY_RESPONSE -> Texts.format("configure.report.empty", count);
            case IDENTICAL_SIDES -> Texts.format("configure.report.identical", count);
            case PROMPT_ALSO_TRAINS -> Texts.format("configure.report.shared", count);
        };
    }
}
