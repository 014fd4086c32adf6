package orcareward.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The list of licences names every library that the program runs with. */
class LicencesTest {
    @Test
    void everyLibraryIsNamed() throws IOException {
        String text = Licences.text();
        assertThat(Stream.of(
                Files.readString(Path.of("target/classpath.txt")).strip().split(System.getProperty("path.separator"))))
                .isNotEmpty().allSatisfy(jar -> {
                    String name = Path.of(jar).getFileName().toString().replaceFirst("-\\d.*", "");
                    String family = name.replaceFirst("-.*", "-*");
                    assertThat(text.contains(name) || text.contains(family)).as(name).isTrue();
                });
    }
}
