package orcareward.ui;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.embed.swing.SwingFXUtils;
import javafx.geometry.Rectangle2D;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.WritableImage;
import javax.imageio.ImageIO;
import org.testfx.util.WaitForAsyncUtils;

/** Scenes as PNG files, in the folder {@code screenshots.dir} (by default {@code target/screenshots}). */
public final class Pictures {
    private static final Path FOLDER = Path.of(System.getProperty("screenshots.dir", "target/screenshots"));

    private Pictures() {
    }

    /** Writes what a scene shows now; from any thread but the FX thread. */
    public static Path write(Scene scene, String name) throws IOException {
        WaitForAsyncUtils.waitForFxEvents();
        return write(name, WaitForAsyncUtils.waitForAsyncFx(20_000, () -> scene.snapshot(null)));
    }

    /** Writes what a scene would show in another size, which may be larger than the headless platform's screen. */
    public static Path write(Scene scene, String name, double width, double height) throws IOException {
        WaitForAsyncUtils.waitForFxEvents();
        return write(name, WaitForAsyncUtils.waitForAsyncFx(20_000, () -> {
            Parent root = scene.getRoot();
            for (int i = 0; i < 3; i++) { // cells of tables are made by one layout and placed by the next
                root.resize(width, height);
                root.applyCss();
                root.layout();
            }
            SnapshotParameters parameters = new SnapshotParameters();
            parameters.setViewport(new Rectangle2D(0, 0, width, height));
            WritableImage image = root.snapshot(parameters, null);
            root.resize(scene.getWidth(), scene.getHeight());
            root.requestLayout();
            return image;
        }));
    }

    private static Path write(String name, WritableImage image) throws IOException {
        Files.createDirectories(FOLDER);
        Path file = FOLDER.resolve(name + ".png");
        ImageIO.write(SwingFXUtils.fromFXImage(image, null), "png", file.toFile());
        return file;
    }
}
