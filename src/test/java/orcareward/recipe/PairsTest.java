package orcareward.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import orcareward.config.DataConfig;
import orcareward.config.PromptFormat;
import orcareward.event.EventSink;
import orcareward.event.RunControl;
import orcareward.event.TrainingEvent;
import orcareward.problem.ProblemException;
import orcareward.tokenize.RewardTokenizer;
import orcareward.tokenize.RewardTokenizer.Settings;
import orcareward.tokenize.TokenizedPair;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading, tokenizing and the cache together. */
class PairsTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
    private static final Path TINY = resource("/golden/tiny-llama-rm");
    private static final int ROWS = 1000;

    @TempDir
    private Path folder;
    private final List<String> notices = new ArrayList<>();
    private Settings settings = Settings.NONE;

    private static Path resource(String name) {
        try {
            return Path.of(Objects.requireNonNull(PairsTest.class.getResource(name), name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void writeRows() throws IOException {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            String question = i % 10 == 9 ? "What is 1 + 1?" : "What is " + i + " + " + i + "?";
            String chosen = i % 50 == 7 ? " " : "It is " + (i % 10 == 9 ? 2 : 2 * i) + ", " + "surely. ".repeat(i % 23);
            rows.add("{\"system\": \"Be brief.\", \"question\": \"%s\", \"chosen\": \"%s\", \"rejected\": \"No %s\"}"
                    .formatted(question, chosen, i % 10 == 9 ? "" : i));
        }
        Files.write(folder.resolve("pairs.jsonl"), rows);
    }

    private static DataConfig config(PromptFormat format, Map<String, String> columns, @Nullable Integer maxLength,
            boolean dropDuplicates) {
        return new DataConfig("pairs.jsonl", "train", "test", null, 0.1, 42, format, columns, maxLength,
                dropDuplicates, null, null, null);
    }

    private static DataConfig config() {
        return config(PromptFormat.AUTO, Map.of(), 120, false);
    }

    private Pairs read(DataConfig config, EventSink events, RunControl control) throws IOException {
        try (RewardTokenizer tokenizer = RewardTokenizer.load(TINY, settings, CLOCK)) {
            return new Pairs.Reader(new Names(folder, folder.resolve("cache")), tokenizer, config, events, control,
                    CLOCK).read(true);
        }
    }

    private Pairs read(DataConfig config) throws IOException {
        notices.clear();
        return read(config, event -> {
            if (event instanceof TrainingEvent.Notice notice) {
                notices.add(notice.message());
            }
        }, new RunControl());
    }

    private boolean wasReused() {
        assertThat(notices).hasSize(1);
        return notices.getFirst().equals("The token ids of an earlier run are used again: 1,000 pairs");
    }

    private List<Path> cached() throws IOException {
        try (Stream<Path> list = Files.list(folder.resolve("cache/tokenized"))) {
            return list.toList();
        }
    }

    private static void assertSame(Pairs one, Pairs other) {
        assertThat(List.<TokenizedPair>copyOf(one.train())).isEqualTo(List.copyOf(other.train()));
        assertThat(List.<TokenizedPair>copyOf(one.heldOut())).isEqualTo(List.copyOf(other.heldOut()));
        assertThat(one.heldOutOverLong()).isEqualTo(other.heldOutOverLong());
        assertThat(one.report()).isEqualTo(other.report());
        assertThat(one.dataset()).isEqualTo(other.dataset());
        assertThat(one.format()).isEqualTo(other.format());
    }

    @Test
    void pairsAndReportAreTheSameWithAndWithoutTheCache() throws IOException {
        Pairs first = read(config());
        assertThat(notices).singleElement().asString().startsWith("Tokenized 1,000 pairs in ").contains("pairs/s");
        assertThat(first.train()).hasSizeBetween(500, 899);
        assertThat(String.join("\n", first.report())).contains("repeating an earlier row", "read ");
        Pairs second = read(config());
        assertThat(wasReused()).isTrue();
        assertSame(first, second);
        try (RewardTokenizer tokenizer = RewardTokenizer.load(TINY, settings, CLOCK)) {
            assertThat(tokenizer.decode(second.heldOut().getFirst().promptIds())).contains("What is", "Be brief.");
        }
    }

    @Test
    void whatIsDecidedAfterTokenizingNeedsNoOtherFile() throws IOException {
        read(config());
        Pairs all = read(config(PromptFormat.CHAT, Map.of(), null, true));
        assertThat(wasReused()).isTrue();
        assertThat(String.join("\n", all.report())).contains("repeating an earlier row, left out");
        Files.delete(cached().getFirst());
        assertSame(read(config(PromptFormat.CHAT, Map.of(), null, true)), all);
        assertThat(wasReused()).isFalse();
    }

    @Test
    void everyPartOfTheKeyCounts() throws IOException {
        read(config());
        read(config(PromptFormat.PLAIN, Map.of(), 120, false));
        assertThat(wasReused()).as("prompt format").isFalse();
        read(config(PromptFormat.AUTO, Map.of("question", "question"), 120, false));
        assertThat(wasReused()).as("columns").isFalse();
        settings = new Settings("<|im_start|>", null, null);
        read(config());
        assertThat(wasReused()).as("special tokens").isFalse();
        Path template = Files.writeString(folder.resolve("other.jinja"), "{{ messages[0].content }}{{ eos_token }}");
        settings = new Settings(null, null, template.toString());
        read(config());
        assertThat(wasReused()).as("chat template").isFalse();
        settings = Settings.NONE;
        read(config());
        assertThat(wasReused()).as("all as at first").isTrue();
        Path data = folder.resolve("pairs.jsonl");
        Files.writeString(data, Files.readString(data).replace("surely", "Surely"));
        read(config());
        assertThat(wasReused()).as("data").isFalse();
        assertThat(cached()).hasSize(6);
    }

    @Test
    void aTemplateThatReadsTheClockIsNeverTakenFromTheCache() throws IOException {
        Path template = Files.writeString(folder.resolve("clock.jinja"),
                "{{ strftime_now('%d') }}{{ messages[1].content }}{{ messages[2].content }}");
        settings = new Settings(null, null, template.toString());
        Pairs first = read(config());
        assertThat(cached()).isEmpty();
        Pairs second = read(config());
        assertThat(wasReused()).isFalse();
        assertSame(first, second);
    }

    @Test
    void aDamagedCacheIsMadeAgain() throws IOException {
        Pairs first = read(config());
        Path file = cached().getFirst();
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2]++;
        Files.delete(file); // the first run's pairs are still mapped from the old one
        Files.write(file, bytes);
        assertSame(first, read(config()));
        assertThat(wasReused()).isFalse();
        read(config());
        assertThat(wasReused()).isTrue();
    }

    @Test
    void theFirstFaultyRowInTheFileIsNamedAndNothingIsLeft() throws IOException {
        Path data = folder.resolve("pairs.jsonl");
        Files.writeString(data, "{\"system\": \"S\", \"question\": 5}\n", StandardOpenOption.APPEND);
        assertThatThrownBy(() -> read(config())).isInstanceOf(ProblemException.class).hasMessageContaining("line 1001");
        assertThat(cached()).isEmpty();
        Path template = Files.writeString(folder.resolve("strict.jinja"),
                "{% if '900' in messages[1].content %}{{ raise_exception('no 900') }}{% endif %}{{ messages[1].content }}");
        settings = new Settings(null, null, template.toString());
        assertThatThrownBy(() -> read(config())).isInstanceOf(ProblemException.class).hasMessageContaining("no 900");
        assertThat(cached()).isEmpty();
    }

    @Test
    void whoAsksForTheEndWhileRowsAreTokenizedGetsItAndNothingIsLeft() throws IOException {
        RunControl control = new RunControl();
        List<Long> done = new ArrayList<>();
        assertThatThrownBy(() -> read(config(), event -> {
            if (event instanceof TrainingEvent.PhaseStarted) {
                control.stop();
            } else if (event instanceof TrainingEvent.PhaseProgress progress) {
                done.add(progress.done());
            }
        }, control)).isInstanceOf(Tokenization.EndRequestedException.class);
        assertThat(done).allMatch(rows -> rows < ROWS);
        assertThat(cached()).isEmpty();
    }

    @Test
    void aFileThatGrowsWhileItIsReadIsNotKept() {
        assertThatThrownBy(() -> read(config(), event -> {
            if (event instanceof TrainingEvent.PhaseProgress) {
                appendLine();
            }
        }, new RunControl())).isInstanceOf(ProblemException.class).hasMessageContaining("written to");
    }

    private void appendLine() {
        try {
            Files.writeString(folder.resolve("pairs.jsonl"), "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
