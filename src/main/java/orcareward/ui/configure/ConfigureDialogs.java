package orcareward.ui.configure;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ButtonType;
import javafx.stage.Window;
import orcareward.ui.fx.Texts;

/** The tab's questions as dialogs. */
public final class ConfigureDialogs implements ConfigureQuestions {
    private final Supplier<Window> owner;

    /** Dialogs stand before the window that {@code owner} gives. */
    public ConfigureDialogs(Supplier<Window> owner) {
        this.owner = owner;
    }

    @Override
    public Unsaved unsaved(String name) {
        ButtonType save = new ButtonType(Texts.get("configure.unsaved.save"), ButtonData.YES);
        ButtonType forget = new ButtonType(Texts.get("configure.unsaved.forget"), ButtonData.NO);
        Optional<ButtonType> answer = ask(Texts.format("configure.unsaved.title", name),
                Texts.get("configure.unsaved.text"), List.of(save, forget));
        return answer.filter(chosen -> chosen == save).map(chosen -> Unsaved.SAVE)
                .or(() -> answer.filter(chosen -> chosen == forget).map(chosen -> Unsaved.FORGET))
                .orElse(Unsaved.CANCEL);
    }

    @Override
    public Occupied occupied(Path folder, boolean canContinue, String free) {
        ButtonType elsewhere = new ButtonType(Texts.format("configure.occupied.elsewhere", free), ButtonData.YES);
        ButtonType replace = new ButtonType(Texts.get("configure.occupied.replace"), ButtonData.OTHER);
        ButtonType goOn = new ButtonType(Texts.get("configure.occupied.continue"), ButtonData.OTHER);
        List<ButtonType> answers = new ArrayList<>(List.of(elsewhere, replace));
        if (canContinue) {
            answers.add(goOn);
        }
        ButtonType answer = ask(Texts.format("configure.occupied.title", folder.toString()),
                Texts.get(canContinue ? "configure.occupied.run" : "configure.occupied.other"), answers)
                .orElse(ButtonType.CANCEL);
        return answer == elsewhere
                ? Occupied.ELSEWHERE
                : answer == replace ? Occupied.REPLACE : answer == goOn ? Occupied.CONTINUE : Occupied.CANCEL;
    }

    private Optional<ButtonType> ask(String title, String text, List<ButtonType> answers) {
        Alert alert = new Alert(Alert.AlertType.CONFIRMATION, text, answers.toArray(ButtonType[]::new));
        alert.getButtonTypes().add(ButtonType.CANCEL);
        alert.initOwner(owner.get());
        alert.setTitle(Texts.get("shell.title"));
        alert.setHeaderText(title);
        alert.getDialogPane().setMinWidth(560);
        answers.forEach(answer -> { // folders' names may have underscores
            if (alert.getDialogPane().lookupButton(answer) instanceof ButtonBase button) {
                button.setMnemonicParsing(false);
            }
        });
        return alert.showAndWait();
    }
}
