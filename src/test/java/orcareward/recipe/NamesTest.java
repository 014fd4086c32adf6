package orcareward.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamesTest {
    @TempDir
    Path folder;

    @Test
    void aFolderCalledDemoDoesNotStandInForTheDemo() throws IOException {
        Path own = Files.createDirectories(folder.resolve("work/demo"));
        Path cache = folder.resolve("cache");
        Names names = new Names(folder.resolve("work"), cache);
        assertThat(names.model("demo", "model_name_or_path")).isEqualTo(cache.resolve("demo/model"))
                .isDirectoryContaining("glob:**model.safetensors");
        assertThat(names.dataset("demo")).startsWith(cache.toString());
        assertThat(names.model("./demo", "model_name_or_path")).isEqualTo(own);
        assertThat(names.dataset("./demo")).isEqualTo("./demo");
    }
}
