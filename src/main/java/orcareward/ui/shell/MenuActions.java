package orcareward.ui.shell;

import java.nio.file.Path;
import java.util.List;
import javafx.stage.Window;
import orcareward.ui.fx.Texts;

/** What the menus do: mostly to hand over to the tab that knows. */
final class MenuActions implements Menus.Actions {
    private final StudioWindow window;
    private final Tabs tabs;
    private final Desktop.Surroundings surroundings;
    private final Window owner;

    MenuActions(StudioWindow window, Tabs tabs, Desktop.Surroundings surroundings, Window owner) {
        this.window = window;
        this.tabs = tabs;
        this.surroundings = surroundings;
        this.owner = owner;
    }

    @Override
    public void newConfiguration() {
        window.go(Place.CONFIGURE);
        tabs.configuration().newConfiguration();
    }

    @Override
    public void openConfiguration() {
        window.go(Place.CONFIGURE);
        tabs.configuration().askToOpen();
    }

    @Override
    public void openRecent(Path file) {
        tabs.configure(file);
    }

    @Override
    public void save() {
        window.go(Place.CONFIGURE);
        tabs.configuration().save();
    }

    @Override
    public void saveAs() {
        window.go(Place.CONFIGURE);
        tabs.configuration().saveAs();
    }

    @Override
    public void openModel() {
        tabs.askForModel();
    }

    @Override
    public void exit() {
        window.close();
    }

    @Override
    public void start() {
        window.go(Place.CONFIGURE);
        tabs.configuration().start();
    }

    @Override
    public void pauseOrResume() {
        tabs.training().pauseOrResume();
    }

    @Override
    public void stopAndSave() {
        tabs.training().stopAndSave();
    }

    @Override
    public void welcome() {
        window.showWelcome();
    }

    @Override
    public void doctor() {
        tabs.doctor(owner);
    }

    @Override
    public void logFolder() {
        tabs.openFolder(surroundings.logFolder());
    }

    @Override
    public void licences() {
        new InfoDialog(owner, Texts.get("menu.licences"), Licences.text()).show();
    }

    @Override
    public void about() {
        new InfoDialog(owner, Texts.format("about.title", surroundings.version()), Texts.format("about.text",
                Runtime.version().toString(), System.getProperty("javafx.runtime.version", ""),
                System.getProperty("os.name", "") + " " + System.getProperty("os.arch", ""),
                surroundings.userFolder().toString())).show();
    }

    @Override
    public List<Path> recent() {
        return window.recent();
    }
}
