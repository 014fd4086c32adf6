package orcareward.ui.shell;

import java.util.Optional;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.stage.Window;
import orcareward.ui.fx.Texts;

/** The questions that the window asks. */
final class Questions {
    private final Window owner;

    Questions(Window owner) {
        this.owner = owner;
    }

    /** What becomes of a training when its window is closed. */
    enum Closing {
        KEEP_RUNNING, STOP_AND_SAVE, CANCEL
    }

    /** Asked while something runs. */
    Closing closing(String runName) {
        ButtonType keep = new ButtonType(Texts.get("close.keep"), ButtonData.YES);
        ButtonType stop = new ButtonType(Texts.get("close.stop"), ButtonData.NO);
        Optional<ButtonType> answer = ask(Texts.format("close.title", runName), Texts.get("close.text"), keep, stop);
        return answer.isEmpty() || answer.get() == ButtonType.CANCEL
                ? Closing.CANCEL
                : answer.get() == keep ? Closing.KEEP_RUNNING : Closing.STOP_AND_SAVE;
    }

    /** Asked before what a run has learned is thrown away. */
    boolean discard(String runName) {
        ButtonType discard = new ButtonType(Texts.get("discard.yes"), ButtonData.YES);
        return ask(Texts.format("discard.title", runName), Texts.get("discard.text"), discard)
                .filter(answer -> answer == discard).isPresent();
    }

    /** Asked while an evaluation, a measurement or the like runs. */
    boolean breakOff() {
        ButtonType close = new ButtonType(Texts.get("close.breakoff"), ButtonData.YES);
        return ask(Texts.get("close.breakoff.title"), Texts.get("close.breakoff.text"), close)
                .filter(answer -> answer == close).isPresent();
    }

    /** Asked before deleted runs go for good. */
    boolean emptyTrash() {
        ButtonType empty = new ButtonType(Texts.get("trash.yes"), ButtonData.YES);
        return ask(Texts.get("trash.title"), Texts.get("trash.text"), empty).filter(answer -> answer == empty)
                .isPresent();
    }

    private Optional<ButtonType> ask(String title, String text, ButtonType... answers) {
        Alert alert = new Alert(Alert.AlertType.CONFIRMATION, text, answers);
        alert.getButtonTypes().add(ButtonType.CANCEL);
        alert.initOwner(owner);
        alert.setTitle(Texts.get("shell.title"));
        alert.setHeaderText(title);
        alert.getDialogPane().setMinWidth(480);
        return alert.showAndWait();
    }
}
