package orcareward.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import orcareward.config.DeviceChoice;
import orcareward.event.RunControl;
import orcareward.files.UserFolder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a watcher hears, and what is left behind when it ends early. */
class EvaluateRecipeTest {
    private static final int PAIRS = 45;

    @TempDir
    private Path folder;
    private final RunControl control = new RunControl();
    private final Watcher watcher = new Watcher();

    /** Keeps everything. */
    private static final class Watcher implements EvaluationWatcher {
        private @Nullable EvaluatedPairs pairs;
        private final List<PairScores> model = new ArrayList<>();
        private final List<PairScores> baseline = new ArrayList<>();
        private final List<EvaluationFigures> figures = new ArrayList<>();
        private @Nullable EvaluationFigures untrained;
        private Runnable onScored = () -> {
        };

        @Override
        public void pairsRead(EvaluatedPairs read) {
            pairs = read;
        }

        @Override
        public void scored(int subject, PairScores soFar, EvaluationFigures of) {
            (subject == 0 ? model : baseline).add(soFar);
            figures.add(of);
            onScored.run();
        }

        @Override
        public void untrained(EvaluationFigures means) {
            untrained = means;
        }

        PairTexts texts() {
            return Objects.requireNonNull(Objects.requireNonNull(pairs).texts());
        }
    }

    @AfterEach
    void closeTexts() throws IOException {
        if (watcher.pairs != null) {
            watcher.texts().close();
        }
    }

    private static Path golden(String name) {
        try {
            return Path.of(
                    Objects.requireNonNull(EvaluateRecipeTest.class.getResource("/golden/" + name), name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private EvaluationReport evaluate() throws IOException {
        UserFolder user = new UserFolder(Map.of(UserFolder.OVERRIDE, folder.resolve("home").toString()), "Linux",
                folder);
        EvaluateJob job = new EvaluateJob(golden("tiny-llama-rm"), golden("data/eval.jsonl"),
                List.of(golden("tiny-llama-rm")), true, null, false, DeviceChoice.CPU, 0, out("report.json"),
                out("rows.jsonl"), out("report.html"));
        return new EvaluateRecipe(user, Clock.systemUTC()).run(job, event -> {
        }, control, watcher);
    }

    private Path out(String name) {
        return folder.resolve(name);
    }

    @Test
    void partialResultsGrowToWhatTheReportSays() throws IOException {
        EvaluationReport report = evaluate();

        PairScores all = watcher.model.getLast();
        assertThat(all.size()).isEqualTo(PAIRS);
        assertThat(watcher.model).hasSizeGreaterThan(1).first().satisfies(first -> {
            assertThat(first.size()).isLessThan(PAIRS);
            IntStream.range(0, first.size()).forEach(i -> {
                assertThat(first.row(i)).isEqualTo(all.row(i));
                assertThat(first.margin(i)).isEqualTo(all.margin(i));
            });
        });
        Map<String, @Nullable Object> model = report.sections().getFirst().values();
        EvaluationFigures figures = EvaluationFigures.of(all);
        assertThat(figures.accuracy().value()).isEqualTo(model.get("accuracy"));
        assertThat(figures.accuracy().lower()).isEqualTo(model.get("accuracy_lower"));
        assertThat(figures.logLoss()).isEqualTo(model.get("log_loss"));
        assertThat(figures.longer().value()).isEqualTo(model.get("longer_wins"));
        assertThat(watcher.figures).contains(figures);
        assertThat(watcher.baseline.getLast().margins()).isEqualTo(all.margins());
        Map<String, @Nullable Object> untrained = report.sections().get(2).values();
        assertThat(Objects.requireNonNull(watcher.untrained).accuracy().value()).isEqualTo(untrained.get("accuracy"));
    }

    @Test
    void aPairSaysWhatItsRowSays() throws IOException {
        evaluate();

        List<String> rows = Files.readAllLines(golden("data/eval.jsonl"));
        PairTexts texts = watcher.texts();
        PairScores all = watcher.model.getLast();
        assertThat(texts.size()).isEqualTo(PAIRS);
        for (int pair = 0; pair < PAIRS; pair++) {
            var row = new com.fasterxml.jackson.databind.ObjectMapper().readTree(rows.get((int) all.row(pair)));
            assertThat(texts.text(pair)).isEqualTo(new PairText("", row.path("prompt").asText(),
                    row.path("chosen").asText(), row.path("rejected").asText()));
            assertThat(texts.opening(pair)).startsWith("### ").hasSizeLessThan(200);
        }
        String wanted = texts.text(7).chosen();
        int[] everything = IntStream.range(0, PAIRS).toArray();
        assertThat(texts.containing(wanted.toUpperCase(java.util.Locale.ROOT), everything, () -> false)).contains(7);
        assertThat(texts.containing("no pair says this", everything, () -> false)).isEmpty();
        assertThat(texts.containing("", everything, () -> true)).isEmpty();
    }

    @Test
    void endedMidwayNothingIsWritten() {
        watcher.onScored = control::discard;

        assertThatThrownBy(this::evaluate).isInstanceOf(CancellationException.class);

        assertThat(watcher.model).hasSize(1);
        assertThat(watcher.untrained).isNull();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(path -> String.valueOf(path.getFileName()))).containsExactly("home");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void endedWhileThePairsAreReadNothingIsWritten() {
        control.stop();
        assertThatThrownBy(this::evaluate).isInstanceOf(CancellationException.class);
        assertThat(watcher.pairs).isNull();
        assertThat(out("report.json")).doesNotExist();
    }

    @Test
    void thePageStandsAlone() throws IOException {
        evaluate();

        String page = Files.readString(out("report.html"));
        assertThat(page).startsWith("<!DOCTYPE html>").endsWith("</main></body></html>\n")
                .contains("prefers-color-scheme", "Surest mistakes", "longer wins", "untrained head")
                .doesNotContain("src=", "href=", "<script", "NaN");
        assertThat(page.split("<svg ", -1)).hasSize(6);
        assertThat(Html.escape("<b>&\"'\u0000")).isEqualTo("&lt;b&gt;&amp;&quot;&#39;\uFFFD");
    }

    @Test
    void rowsComeAsCsvToo() throws IOException {
        PairScores scores = PairScores.of(new long[]{3, 0}, new double[]{1.5, -0.5}, new double[]{1, 0.25},
                new int[]{10, 20}, new int[]{12, 8});
        RowsFile.CSV.write(out("rows.csv"), scores, List.of(1L));
        assertThat(out("rows.csv")).hasContent("""
                index,reward_chosen,reward_rejected,margin,chosen_tokens,rejected_tokens
                0,-0.5,0.25,-0.75,20,8
                1,,,,,
                3,1.5,1.0,0.5,10,12
                """);
        RowsFile.JSONL.write(out("rows.jsonl"), scores, List.of(1L));
        assertThat(Files.readAllLines(out("rows.jsonl")).get(1)).isEqualTo(
                "{\"index\":1,\"reward_chosen\":null,\"reward_rejected\":null,\"margin\":null,\"chosen_tokens\":null,\"rejected_tokens\":null}");
    }
}
