package orcareward.ui;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Scene;
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
        WritableImage image = WaitForAsyncUtils.waitForAsyncFx(20_000, () -> scene.snapshot(null));
        Files.createDirectories(FOLDER);
        Path file = FOLDER.resolve(name + ".png");
        ImageIO.write(SwingFXUtils.fromFXImage(image, null), "png", file.toFile());
        return file;
    }
}
