package orcareward.ui.shell;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import orcareward.ui.shell.DesktopState.ThemeChoice;

/** Light or dark, for every window of the program; follows the system while nobody has chosen. */
final class Theme {
    private static final String DARK = "dark";

    private final ObjectProperty<ThemeChoice> choice;
    private final Scene scene;

    Theme(Scene scene, ThemeChoice first) {
        this.scene = scene;
        this.choice = new SimpleObjectProperty<>(first);
        scene.getStylesheets().add("/orcareward/ui/studio.css");
        choice.subscribe(this::apply);
        Platform.getPreferences().colorSchemeProperty().subscribe(this::apply);
        apply();
    }

    ObjectProperty<ThemeChoice> choiceProperty() {
        return choice;
    }

    private boolean isDark() {
        return switch (choice.get()) {
            case LIGHT -> false;
            case DARK -> true;
            case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
        };
    }

    private void apply() {
        boolean dark = isDark();
        Application.setUserAgentStylesheet(
                dark ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet());
        var classes = scene.getRoot().getStyleClass();
        classes.remove(DARK);
        if (dark) {
            classes.add(DARK);
        }
    }
}
