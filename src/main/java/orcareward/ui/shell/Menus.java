package orcareward.ui.shell;

import java.nio.file.Path;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCombination;
import orcareward.ui.fx.Texts;
import orcareward.ui.shell.DesktopState.ThemeChoice;
import org.jspecify.annotations.Nullable;

/** The menu bar; every item shows its shortcut. */
final class Menus extends MenuBar {
    /** What the menus do. */
    interface Actions {
        /** A new configuration from a preset. */
        void newConfiguration();

        /** Asks for a configuration file. */
        void openConfiguration();

        /** Opens one of the recent ones. */
        void openRecent(Path file);

        /** Saves the configuration. */
        void save();

        /** Saves it under another name. */
        void saveAs();

        /** Asks for a model's folder and evaluates it. */
        void openModel();

        /** Closes the window, after a question when something runs. */
        void exit();

        /** Begins a training with the configuration as it stands. */
        void start();

        /** Pauses, or goes on. */
        void pauseOrResume();

        /** Stops after the step and saves. */
        void stopAndSave();

        /** The welcome page. */
        void welcome();

        /** What the program found on this machine. */
        void doctor();

        /** The folder of log files, in the system's file manager. */
        void logFolder();

        /** What the program is made of. */
        void licences();

        /** Version and environment. */
        void about();

        /** The newest first. */
        List<Path> recent();
    }

    Menus(Actions actions, Rail rail, ObjectProperty<ThemeChoice> theme) {
        setUseSystemMenuBar(true);
        getMenus().addAll(file(actions), view(rail, theme), run(actions), help(actions));
    }

    private static Menu file(Actions actions) {
        Menu recent = new Menu(Texts.get("menu.recent"));
        Menu menu = new Menu(Texts.get("menu.file"), null,
                item(Texts.get("menu.new"), "Shortcut+N", actions::newConfiguration),
                item(Texts.get("menu.open"), "Shortcut+O", actions::openConfiguration), recent,
                item(Texts.get("menu.save"), "Shortcut+S", actions::save),
                item(Texts.get("menu.saveas"), "Shortcut+Shift+S", actions::saveAs), new SeparatorMenuItem(),
                item(Texts.get("menu.model"), "Shortcut+M", actions::openModel), new SeparatorMenuItem(),
                item(Texts.get("menu.exit"), "Shortcut+Q", actions::exit));
        menu.setOnShowing(event -> {
            recent.getItems().setAll(actions.recent().stream()
                    .map(file -> item(file.toString(), null, () -> actions.openRecent(file))).toList());
            recent.setDisable(recent.getItems().isEmpty());
        });
        return menu;
    }

    private static Menu view(Rail rail, ObjectProperty<ThemeChoice> theme) {
        Menu menu = new Menu(Texts.get("menu.view"));
        for (Place place : Place.values()) {
            menu.getItems().add(item(Rail.title(place), "Shortcut+" + (place.ordinal() + 1),
                    () -> rail.placeProperty().set(place)));
        }
        menu.getItems().addAll(new SeparatorMenuItem(), check(Texts.get("menu.icons"), "Shortcut+B",
                rail.collapsedProperty()), new SeparatorMenuItem());
        ToggleGroup group = new ToggleGroup();
        menu.getItems().addAll(themeItem(Texts.get("menu.theme.system"), ThemeChoice.SYSTEM, theme, group),
                themeItem(Texts.get("menu.theme.light"), ThemeChoice.LIGHT, theme, group),
                themeItem(Texts.get("menu.theme.dark"), ThemeChoice.DARK, theme, group));
        return menu;
    }

    private static Menu run(Actions actions) {
        return new Menu(Texts.get("menu.run"), null,
                item(Texts.get("menu.start"), "Shortcut+Enter", actions::start),
                item(Texts.get("menu.pause"), "Shortcut+P", actions::pauseOrResume),
                item(Texts.get("menu.stop"), "Shortcut+Shift+P", actions::stopAndSave));
    }

    private static Menu help(Actions actions) {
        return new Menu(Texts.get("menu.help"), null,
                item(Texts.get("menu.welcome"), "F1", actions::welcome),
                item(Texts.get("menu.doctor"), null, actions::doctor),
                item(Texts.get("menu.logs"), null, actions::logFolder), new SeparatorMenuItem(),
                item(Texts.get("menu.licences"), null, actions::licences),
                item(Texts.get("menu.about"), null, actions::about));
    }

    private static MenuItem item(String text, @Nullable String keys, Runnable action) {
        MenuItem item = new MenuItem(text);
        item.setMnemonicParsing(false); // a file's name may have an underscore
        item.setOnAction(event -> action.run());
        if (keys != null) {
            item.setAccelerator(KeyCombination.valueOf(keys));
        }
        return item;
    }

    private static CheckMenuItem check(String text, String keys, BooleanProperty value) {
        CheckMenuItem item = new CheckMenuItem(text);
        item.selectedProperty().bindBidirectional(value);
        item.setAccelerator(KeyCombination.valueOf(keys));
        return item;
    }

    private static RadioMenuItem themeItem(String text, ThemeChoice choice, ObjectProperty<ThemeChoice> theme,
            ToggleGroup group) {
        RadioMenuItem item = new RadioMenuItem(text);
        item.setToggleGroup(group);
        item.setOnAction(event -> theme.set(choice));
        theme.subscribe(now -> item.setSelected(now == choice));
        return item;
    }
}
