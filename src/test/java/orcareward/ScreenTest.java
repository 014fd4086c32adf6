package orcareward;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the program opens its window. */
class ScreenTest {
    @TempDir
    Path folder;

    @Test
    void linuxHasAScreenWhereADisplayServerIsNamed() {
        assertThat(Screen.isThere("Linux", Map.of(), "")).isFalse();
        assertThat(Screen.isThere("Linux", Map.of("DISPLAY", ":0"), "")).isTrue();
        assertThat(Screen.isThere("Linux", Map.of("WAYLAND_DISPLAY", "wayland-0"), "")).isTrue();
        assertThat(Screen.isThere("Linux", Map.of(), "Headless")).isTrue();
        assertThat(Screen.isThere("Windows 11", Map.of(), "")).isTrue();
    }

    @Test
    void filesThatExistAreOpenedAndOptionsAreNot() throws Exception {
        Path yaml = Files.writeString(folder.resolve("mine.yaml"), "");
        assertThat(Screen.files(new String[]{yaml.toString(), "--help", folder.resolve("none").toString()}))
                .containsExactly(yaml.toAbsolutePath());
    }

    @Test
    void aCommandIsACommandAlsoWhereAFolderIsCalledSo() {
        assertThat(Screen.isWanted(new String[]{"train", "pom.xml"})).isFalse();
        assertThat(Screen.isWanted(new String[]{"src", "pom.xml"})).isTrue();
    }
}
