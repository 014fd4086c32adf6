package orcareward.ui;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.application.Application;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import orcareward.ui.fx.FileDialogs;
import orcareward.ui.fx.Navigator;
import org.jspecify.annotations.Nullable;
import org.testfx.util.WaitForAsyncUtils;

/** A tab in a window of its own, as the program's window dresses it. */
public final class Screens {
    private Screens() {
    }

    /** Puts a view into a stage and shows it; on the FX thread. */
    public static Scene show(Stage stage, Parent view, double width, double height) {
        Scene scene = new Scene(new StackPane(view), width, height);
        scene.getStylesheets().add("/orcareward/ui/studio.css");
        dark(scene, false);
        stage.setScene(scene);
        stage.show();
        return scene;
    }

    /** The same view as a window of 1920 x 1080 would have it; it leaves the scene that it was in. Not on the FX thread. */
    public static Scene larger(Scene from, Parent view) {
        return WaitForAsyncUtils.waitForAsyncFx(20_000, () -> {
            ((StackPane) from.getRoot()).getChildren().clear();
            StackPane root = new StackPane(view);
            root.getStyleClass().setAll(from.getRoot().getStyleClass());
            Scene scene = new Scene(root, 1752, 1016);
            scene.getStylesheets().setAll(from.getStylesheets());
            return scene;
        });
    }

    /** Light or dark; on the FX thread. */
    public static void dark(Scene scene, boolean dark) {
        Application.setUserAgentStylesheet(
                dark ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet());
        scene.getRoot().getStyleClass().remove("dark");
        if (dark) {
            scene.getRoot().getStyleClass().add("dark");
        }
    }

    /** Gives the answers that a test has prepared. */
    public static final class Answers implements FileDialogs {
        /** What the next question gets; null for no answer. */
        public @Nullable Path next;

        @Override
        public Optional<Path> open(String title, @Nullable Path near, Kind... kinds) {
            return Optional.ofNullable(next);
        }

        @Override
        public Optional<Path> save(String title, @Nullable Path near, String fileName, Kind... kinds) {
            return Optional.ofNullable(next);
        }

        @Override
        public Optional<Path> folder(String title, @Nullable Path near) {
            return Optional.ofNullable(next);
        }
    }

    /** Writes down where a tab wanted to go. */
    public static final class Went implements Navigator {
        /** {@code evaluate /path}, in order. */
        public final List<String> places = new ArrayList<>();

        @Override
        public void configure(Path yaml) {
            places.add("configure " + yaml);
        }

        @Override
        public void configure() {
            places.add("configure");
        }

        @Override
        public void watch(Path outputDir) {
            places.add("watch " + outputDir);
        }

        @Override
        public void resume(Path outputDir) {
            places.add("resume " + outputDir);
        }

        @Override
        public void evaluate(Path modelDir) {
            places.add("evaluate " + modelDir);
        }

        @Override
        public void score(Path modelDir) {
            places.add("score " + modelDir);
        }

        @Override
        public void runs() {
            places.add("runs");
        }

        @Override
        public void openFolder(Path folder) {
            places.add("folder " + folder);
        }

        @Override
        public void notify(String message) {
            places.add("told " + message);
        }
    }
}
