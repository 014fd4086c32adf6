package orcareward.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every word of the desktop stands in texts.properties, and everything there is used. */
class TextsTest {
    private static final Path SOURCES = Path.of("src/main/java/orcareward/ui");
    private static final Path WORDS = Path.of("src/main/resources/orcareward/ui/texts.properties");
    private static final Pattern LITERAL = Pattern.compile("\"([a-z]+(?:[.-][a-z0-9-]+)+)\"");
    private static final Pattern PLACE = Pattern.compile("\\{\\d");

    private static Properties words() throws IOException {
        Properties words = new Properties();
        try (var in = Files.newBufferedReader(WORDS)) {
            words.load(in);
        }
        return words;
    }

    private static String sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                all.append(Files.readString(file));
            }
            return all.toString();
        }
    }

    /** Literals that look like a key and whose first part is that of a section. */
    private static Set<String> usedKeys() throws IOException {
        Set<String> sections = words().stringPropertyNames().stream().map(key -> key.substring(0, key.indexOf('.')))
                .collect(Collectors.toSet());
        Set<String> used = new TreeSet<>();
        Matcher literals = LITERAL.matcher(sources());
        while (literals.find()) {
            String key = literals.group(1);
            if (sections.contains(key.substring(0, key.indexOf('.') < 0 ? key.length() : key.indexOf('.')))) {
                used.add(key);
            }
        }
        return used;
    }

    @Test
    void noTextIsMissing() throws IOException {
        assertThat(usedKeys()).isNotEmpty().allSatisfy(key -> assertThat(words().stringPropertyNames()).contains(key));
    }

    @Test
    void noTextIsUnused() throws IOException {
        assertThat(words().stringPropertyNames()).isSubsetOf(usedKeys());
    }

    @Test
    void noTextIsEmptyOrTwice() throws IOException {
        assertThat(words().values()).allSatisfy(value -> assertThat((String) value).isNotBlank());
        List<String> keys = Files.readAllLines(WORDS, StandardCharsets.UTF_8).stream()
                .filter(line -> line.matches("[a-z].*=.*"))
                .map(line -> line.substring(0, line.indexOf('=')).strip()).toList();
        assertThat(keys).doesNotHaveDuplicates();
    }

    @Test
    void textsWithPlacesAreWellFormed() throws IOException {
        Properties words = words();
        assertThat(words.stringPropertyNames().stream().filter(key -> PLACE.matcher(words.getProperty(key)).find()))
                .isNotEmpty().allSatisfy(key -> {
                    String pattern = words.getProperty(key);
                    assertThat(new MessageFormat(pattern, Locale.ROOT).toPattern()).as(key).isNotEmpty();
                    assertThat(pattern.replace("''", "")).as(key).doesNotContain("'");
                });
    }

    @Test
    void doubledApostrophesStandOnlyInTextsWithPlaces() throws IOException {
        Properties words = words();
        assertThat(words.stringPropertyNames()).allSatisfy(key -> {
            if (!PLACE.matcher(words.getProperty(key)).find()) {
                assertThat(words.getProperty(key)).as(key).doesNotContain("''");
            }
        });
    }

    @Test
    void theScreenDoesNotShout() throws IOException {
        assertThat(words().values()).noneSatisfy(value -> assertThat((String) value).contains("!"));
    }

    /** Words in the code itself could be neither found nor translated. */
    @Test
    void viewsHoldNoWordsOfTheirOwn() throws IOException {
        Matcher found = Pattern.compile(
                "new (?:Label|Button|CheckBox|Tooltip|Hyperlink|MenuItem|TitledPane|RadioButton|ToggleButton)\\(\"[A-Za-z]")
                .matcher(sources());
        assertThat(found.find()).as("a literal in a control").isFalse();
    }
}
