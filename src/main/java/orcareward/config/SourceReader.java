package orcareward.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import orcareward.problem.Problem;
import orcareward.problem.ProblemException;

/** Sources to single settings, each with its place. */
final class SourceReader {
    private SourceReader() {
    }

    /**
     * One setting as it was written.
     *
     * @param key its name
     * @param value its value
     * @param where its place: {@code file.yaml, line 3, key} or {@code --set key}
     */
    record Entry(String key, RawValue value, String where) {
    }

    /**
     * Everything a source sets; single settings that can't be read are added to the problems.
     *
     * @throws ProblemException when the source as a whole can't be read
     */
    static List<Entry> entries(ConfigSource source, List<Problem> problems) {
        return switch (source) {
            case ConfigSource.File file -> fileEntries(file.path(), problems);
            case ConfigSource.Text text ->
                numbered(text.name(), YamlText.yamlFile(text.name(), text.yaml()), problems);
            case ConfigSource.Preset preset -> {
                String name = "preset " + preset.name();
                yield numbered(name, YamlText.yamlFile(name, Presets.yaml(preset.name())), problems);
            }
            case ConfigSource.Assignments given -> assigned(given.assignments(), problems);
            case ConfigSource.Values given -> {
                List<Entry> entries = new ArrayList<>();
                given.values().forEach((key, value) -> entries.add(
                        new Entry(key, RawValue.of(value), given.where().isEmpty() ? key : given.where())));
                yield entries;
            }
        };
    }

    private static List<Entry> fileEntries(Path path, List<Problem> problems) {
        String where = path.toString();
        try {
            String text = Files.readString(path, StandardCharsets.UTF_8);
            String bare = text.startsWith("\uFEFF") ? text.substring(1) : text;
            boolean json = where.toLowerCase(Locale.ROOT).endsWith(".json");
            return numbered(where, json ? YamlText.jsonFile(where, bare) : YamlText.yamlFile(where, bare), problems);
        } catch (NoSuchFileException e) {
            throw new ProblemException(where, "there is no such file",
                    "Print one to begin from with ./orca config --preset " + Presets.DEFAULT, e);
        } catch (CharacterCodingException e) {
            throw new ProblemException(where, "is not UTF-8 text", "Save it as UTF-8", e);
        } catch (IOException e) {
            if (Files.isDirectory(path)) {
                throw new ProblemException(where, "is a folder", "Name a YAML or JSON file", e);
            }
            throw new UncheckedIOException(e);
        }
    }

    private static List<Entry> numbered(String name, List<RawValue.Entry> lines, List<Problem> problems) {
        List<Entry> entries = new ArrayList<>();
        Map<String, Integer> firstLines = new HashMap<>();
        for (RawValue.Entry line : lines) {
            String where = name + ", line " + line.line() + ", " + line.key();
            Integer first = firstLines.putIfAbsent(line.key(), line.line());
            if (first != null) {
                problems.add(new Problem(where, "was set in line " + first + " already", "Remove one of the two"));
            } else {
                entries.add(new Entry(line.key(), line.value(), where));
            }
        }
        return entries;
    }

    private static List<Entry> assigned(List<String> assignments, List<Problem> problems) {
        List<Entry> entries = new ArrayList<>();
        for (String assignment : assignments) {
            int equals = assignment.indexOf('=');
            if (equals <= 0) {
                problems.add(new Problem("--set " + assignment, "must be of the form key=value",
                        "Write for example --set learning_rate=1e-5"));
                continue;
            }
            String key = assignment.substring(0, equals).strip();
            String where = "--set " + key;
            try {
                entries.add(new Entry(key, YamlText.yaml(where, assignment.substring(equals + 1)), where));
            } catch (ProblemException e) {
                e.problems().forEach(problem -> problems.add(new Problem(where,
                        problem.what(), "Put the value in quotes")));
            }
        }
        return entries;
    }
}
