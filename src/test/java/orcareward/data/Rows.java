package orcareward.data;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What the tests of reading share. */
final class Rows {
    private Rows() {
    }

    static Path write(Path folder, String name, String... lines) throws IOException {
        return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
    }

    static Path golden(String name) {
        try {
            return Path.of(Objects.requireNonNull(Rows.class.getResource("/golden/data/" + name), name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<PreferencePair> pairs(Path file) throws IOException {
        return pairs(file, Map.of());
    }

    static List<PreferencePair> pairs(Path file, Map<String, String> columns) throws IOException {
        List<PreferencePair> pairs = new ArrayList<>();
        PreferenceDataset.open(file, columns).forEach((pair, at) -> pairs.add(pair));
        return pairs;
    }

    static List<Long> lines(Path file) throws IOException {
        List<Long> lines = new ArrayList<>();
        PreferenceDataset.open(file, Map.of()).forEach((pair, at) -> lines.add(at.line()));
        return lines;
    }

    static PreferencePair.Text text(long index, String system, String question, String chosen, String rejected) {
        return new PreferencePair.Text(index, system, question, false, chosen, rejected, null);
    }

    static PreferencePair.Text prompted(long index, String prompt, String chosen, String rejected) {
        return new PreferencePair.Text(index, "", prompt, true, chosen, rejected, null);
    }

    static ChatMessage user(String content) {
        return new ChatMessage("user", content);
    }

    static ChatMessage assistant(String content) {
        return new ChatMessage("assistant", content);
    }

    static ChatMessage system(String content) {
        return new ChatMessage("system", content);
    }
}
