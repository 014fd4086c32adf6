package orcareward.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import orcareward.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserFolderTest {
    @TempDir
    Path home;

    @Test
    void eachPlatformHasItsPlace() {
        assertThat(root(Map.of(), "Linux")).isEqualTo(home.resolve(".local/share/orca-reward-studio"));
        assertThat(root(Map.of("XDG_DATA_HOME", home.resolve("xdg").toString()), "Linux"))
                .isEqualTo(home.resolve("xdg/orca-reward-studio"));
        assertThat(root(Map.of("XDG_DATA_HOME", "relative"), "Linux"))
                .isEqualTo(home.resolve(".local/share/orca-reward-studio"));
        assertThat(root(Map.of(), "Mac OS X"))
                .isEqualTo(home.resolve("Library/Application Support/Orca Reward Studio"));
        assertThat(root(Map.of("LOCALAPPDATA", home.resolve("Local").toString()), "Windows 11"))
                .isEqualTo(home.resolve("Local/Orca Reward Studio"));
        assertThat(root(Map.of(), "Windows 11")).isEqualTo(home.resolve("AppData/Local/Orca Reward Studio"));
    }

    @Test
    void theVariableGoesBeforeAll() {
        for (String os : new String[]{"Linux", "Mac OS X", "Windows 11"}) {
            assertThat(root(Map.of("ORCA_HOME", home.resolve("mine").toString(), "XDG_DATA_HOME", "/elsewhere"), os))
                    .isEqualTo(home.resolve("mine"));
        }
    }

    @Test
    void subfoldersAreMadeWhenAskedFor() {
        UserFolder folder = new UserFolder(Map.of(), "Linux", home);
        assertThat(folder.root()).doesNotExist();

        assertThat(folder.logs()).isDirectory().hasFileName("logs");
        assertThat(folder.runs()).isDirectory().hasFileName("runs").hasParent(folder.root());
        assertThat(folder.cache()).isDirectory().hasFileName("cache");
    }

    @Test
    void aPlaceThatIsNoFolderIsNamedWithItsRemedy() throws IOException {
        Path file = Files.writeString(home.resolve("file"), "x");
        UserFolder folder = new UserFolder(Map.of("ORCA_HOME", file.toString()), "Linux", home);

        assertThatThrownBy(folder::logs).isInstanceOf(ProblemException.class).hasMessageContaining(file.toString())
                .hasMessageContaining("ORCA_HOME");
    }

    private Path root(Map<String, String> environment, String os) {
        return new UserFolder(environment, os, home).root();
    }
}
