package orcareward.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A kernel that is added needs a test. */
class EveryKernelIsTestedTest {
    private static final Pattern KERNEL = Pattern.compile("^  def (\\w+)\\(", Pattern.MULTILINE);

    /** By name in a test, or by the kernels that call it. */
    @Test
    void everyKernelIsNamedInAKernelTest() throws IOException {
        String kernels = Files.readString(Path.of("src/main/resources/orcareward/kernels/kernels.py"));
        StringBuilder tests = new StringBuilder();
        try (Stream<Path> files = Files.walk(Path.of("src/test/java/orcareward/engine"))) {
            for (Path file : files.filter(path -> path.getFileName().toString().contains("Kernel")).toList()) {
                tests.append(Files.readString(file));
            }
        }
        List<String> names = KERNEL.matcher(kernels).results().map((MatchResult match) -> match.group(1)).toList();
        assertThat(names).hasSizeGreaterThan(40);
        assertThat(names).filteredOn(
                name -> tests.indexOf('"' + name + '"') < 0 && !kernels.contains("self." + name + "(")).isEmpty();
    }
}
