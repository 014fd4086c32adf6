package orcareward.ui.shell;

import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.stage.Window;
import orcareward.recipe.DoctorReport;
import orcareward.ui.fx.Texts;

/** A text to read and copy: what the doctor found, licences, about. */
final class InfoDialog extends Dialog<Void> {
    InfoDialog(Window owner, String title, String text) {
        initOwner(owner);
        setTitle(Texts.get("shell.title"));
        setHeaderText(title);
        TextArea area = new TextArea(text);
        area.setEditable(false);
        area.getStyleClass().add("mono");
        area.setPrefSize(760, 440);
        getDialogPane().setContent(area);
        ButtonType copy = new ButtonType(Texts.get("info.copy"), ButtonData.LEFT);
        getDialogPane().getButtonTypes().addAll(copy, ButtonType.CLOSE);
        setResizable(true);
        Button button = (Button) getDialogPane().lookupButton(copy);
        button.addEventFilter(javafx.event.ActionEvent.ACTION, event -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(text);
            Clipboard.getSystemClipboard().setContent(content);
            event.consume(); // the text stays to be read
        });
    }

    /** The doctor's findings, a line a check, remedies below. */
    static String text(DoctorReport report) {
        int width = report.checks().stream().mapToInt(check -> check.name().length()).max().orElse(0);
        return String.join("\n", report.checks().stream().map(check -> line(check, width)).toList());
    }

    private static String line(DoctorReport.Check check, int width) {
        String mark = switch (check.status()) {
            case OK -> "  ";
            case WARNING -> "! ";
            case MISSING -> "x ";
        };
        String line = mark + check.name() + " ".repeat(width - check.name().length() + 2) + check.value();
        return check.remedy().isEmpty() ? line : line + "\n" + " ".repeat(width + 4) + check.remedy();
    }

    /** The notices of what the program is made of, one a library. */
    static String licences(List<String> lines) {
        return String.join("\n", lines);
    }
}
