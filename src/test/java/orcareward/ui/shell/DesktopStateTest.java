package orcareward.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import orcareward.ui.shell.DesktopState.ThemeChoice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the window remembers. */
class DesktopStateTest {
    @TempDir
    Path folder;

    @Test
    void comesBackAsItWasWritten() throws IOException {
        Path file = folder.resolve("new").resolve("desktop.json");
        DesktopState state = DesktopState.first().withBounds(10, 20, 1400, 900).withTheme(ThemeChoice.DARK)
                .withRailCollapsed(true).withConfig(folder.resolve("mine.yaml"));
        state.write(file);
        assertThat(DesktopState.read(file)).contains(state);
    }

    @Test
    void nothingThereIsTheFirstStart() {
        assertThat(DesktopState.read(folder.resolve("desktop.json"))).isEmpty();
    }

    @Test
    void aDamagedFileIsNoReasonNotToOpen() throws IOException {
        Path file = Files.writeString(folder.resolve("desktop.json"), "{\"width\": ");
        assertThat(DesktopState.read(file)).contains(DesktopState.first());
    }

    @Test
    void partsThatAnEarlierVersionLackedAreFilled() throws IOException {
        Path file = Files.writeString(folder.resolve("desktop.json"), "{\"theme\": \"DARK\", \"other\": 1}");
        assertThat(DesktopState.read(file)).contains(DesktopState.first().withTheme(ThemeChoice.DARK));
    }

    @Test
    void keepsTheLastTenFilesTheNewestFirstEachOnce() {
        DesktopState state = DesktopState.first();
        for (int i : IntStream.range(0, 15).toArray()) {
            state = state.withConfig(folder.resolve(i + ".yaml"));
        }
        state = state.withConfig(folder.resolve("10.yaml"));
        assertThat(state.recent()).hasSize(10).doesNotHaveDuplicates().first()
                .isEqualTo(folder.resolve("10.yaml").toString());
    }
}
