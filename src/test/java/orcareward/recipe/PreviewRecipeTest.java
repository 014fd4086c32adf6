package orcareward.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import orcareward.config.ConfigReader;
import orcareward.config.ConfigSource;
import orcareward.config.TrainConfig;
import orcareward.event.RunControl;
import orcareward.event.TrainingEvent;
import orcareward.files.UserFolder;
import orcareward.problem.ProblemException;
import orcareward.recipe.PreviewReport.Trait;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A look at data before anything is trained, with the demo's model. */
class PreviewRecipeTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;
    private final List<TrainingEvent> events = new ArrayList<>();

    @BeforeEach
    void writeRows() throws IOException {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String question = i == 9 ? "Is it late?" : "What is " + i + "?";
            String answer = i == 5 ? " " : i == 7 ? "It is ten. ".repeat(60) : "It is " + (i == 8 || i == 9 ? 1 : i);
            rows.add(
                    "{\"system\": \"Be brief.\", \"question\": \"%s\", \"chosen\": \"%s\", \"rejected\": \"%s\", \"source\": 1}"
                            .formatted(i == 8 ? "Is it late?" : question, answer, i == 6 ? answer : "No"));
        }
        rows.add(3, ""); // an empty line is no row
        Files.write(folder.resolve("pairs.jsonl"), rows);
    }

    private PreviewRecipe recipe() {
        return new PreviewRecipe(
                new UserFolder(Map.of("ORCA_HOME", folder.resolve("home").toString()), "linux", folder),
                CLOCK);
    }

    private PreviewJob job(String... lines) {
        String yaml = "model_name_or_path: demo\ndataset_name: pairs.jsonl\nbf16: false\nmax_length: 200\n"
                + String.join("\n", lines);
        TrainConfig config = ConfigReader.read(new ConfigSource.Text("test", yaml)).config();
        return new PreviewJob(config, 10, folder);
    }

    private Preview read(String... lines) throws IOException {
        return recipe().read(job(lines), events::add, new RunControl());
    }

    @Test
    void theFirstRowsComeWithTheirColumnsAndRoles() throws IOException {
        PreviewRows rows = recipe().rows(job());
        assertThat(rows.columns()).containsExactly("system", "question", "chosen", "rejected", "source");
        assertThat(rows.roles()).isEqualTo(Map.of("system", "system", "question", "question", "chosen", "chosen",
                "rejected", "rejected"));
        assertThat(rows.rows()).hasSize(10);
        PreviewRows.Row first = rows.rows().getFirst();
        assertThat(first.prompt()).isEqualTo("Be brief.\n\nWhat is 0?");
        assertThat(first.chosen()).isEqualTo("It is 0");
        assertThat(rows.rows().get(3).line()).isEqualTo(5);
        assertThat(rows.problem()).isNull();
    }

    @Test
    void columnsAreThereToBeNamedEvenWhenTheyAreNotRecognised() throws IOException {
        Files.writeString(folder.resolve("pairs.jsonl"),
                "{\"q\": \"Why?\", \"good\": \"Because.\", \"bad\": \"No.\"}\n");
        PreviewRows unknown = recipe().rows(job());
        assertThat(unknown.columns()).containsExactly("q", "good", "bad");
        assertThat(unknown.roles()).isEmpty();
        assertThat(Objects.requireNonNull(unknown.problem()).problems()).isNotEmpty();
        PreviewRows named = recipe().rows(job("column_question: q", "column_chosen: good", "column_rejected: bad"));
        assertThat(named.problem()).isNull();
        assertThat(named.rows().getFirst().rejected()).isEqualTo("No.");
    }

    @Test
    void theReportSaysWhatIsLeftOutAndWhere() throws IOException {
        try (Preview preview = read("test_size: 0.25", "eval_strategy: epoch", "drop_duplicates: true")) {
            PreviewReport report = preview.report();
            assertThat(report.rowsRead()).isEqualTo(40);
            assertThat(report.rowsKept()).isEqualTo(38);
            assertThat(report.findings()).extracting(PreviewReport.Finding::trait).containsExactly(Trait.OVER_LONG,
                    Trait.DUPLICATE, Trait.EMPTY_RESPONSE, Trait.IDENTICAL_SIDES);
            assertThat(report.findings()).extracting(finding -> finding.first().getFirst()).containsExactly(
                    new PreviewReport.Place(7, 9), new PreviewReport.Place(9, 11), new PreviewReport.Place(5, 7),
                    new PreviewReport.Place(6, 8));
            assertThat(report.findings()).extracting(PreviewReport.Finding::leftOut).containsExactly(true, true, false,
                    false);
            assertThat(report.train().size() + report.heldOut().size()).isEqualTo(38);
            assertThat(report.all().size()).isEqualTo(40);
            assertThat(report.all().longer(7)).isGreaterThan(200);
            assertThat(report.maxLength()).isEqualTo(200);
            assertThat(report.format()).startsWith("chat");
        }
    }

    @Test
    void whatTheModelSeesIsTheTextWithItsSpecialTokens() throws IOException {
        try (Preview preview = read()) {
            SeenPair pair = preview.seen(0);
            SeenSide chosen = pair.chosen();
            String text = String.join("", chosen.tokens().stream().map(SeenToken::text).toList());
            assertThat(text).contains("Be brief.", "What is 0?", "It is 0");
            assertThat(chosen.tokens().subList(0, chosen.shared()))
                    .isEqualTo(pair.rejected().tokens().subList(0, pair.rejected().shared()));
            assertThat(chosen.tokens().get(chosen.shared()))
                    .isNotEqualTo(pair.rejected().tokens().get(chosen.shared()));
            assertThat(chosen.tokens()).anyMatch(SeenToken::special).anyMatch(token -> !token.special());
            assertThat(chosen.tokens().size()).isEqualTo(preview.report().all().chosen(0));
            assertThat(chosen.scored()).isBetween(chosen.shared(), chosen.tokens().size() - 1);
            assertThat(preview.seen(7).chosen().tokens()).as("a row that is left out").hasSizeGreaterThan(200);
        }
    }

    @Test
    void theSecondLookComesFromTheCache() throws IOException {
        read().close();
        events.clear();
        read("drop_duplicates: true").close();
        assertThat(events).anyMatch(event -> event instanceof TrainingEvent.Notice notice
                && notice.message().contains("used again"));
    }

    @Test
    void aLookThatIsEndedLeavesNothingOpen() throws IOException {
        List<String> rows = Files.readAllLines(folder.resolve("pairs.jsonl"));
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            many.addAll(rows);
        }
        Files.write(folder.resolve("pairs.jsonl"), many);
        RunControl control = new RunControl();
        control.stop();
        assertThatThrownBy(() -> recipe().read(job(), events::add, control)).isInstanceOf(CancellationException.class);
    }

    @Test
    void aModelThatIsNotThereIsNamed() {
        PreviewJob job = new PreviewJob(ConfigReader.read(new ConfigSource.Text("test",
                "model_name_or_path: nowhere/model\ndataset_name: pairs.jsonl")).config(), 10, folder);
        assertThatThrownBy(() -> recipe().read(job, events::add, new RunControl())).isInstanceOf(ProblemException.class)
                .hasMessageContaining("model_name_or_path");
    }

    @Test
    void aClosedPreviewSaysSoAndCanBeClosedTwice() throws IOException {
        Preview preview = read();
        preview.close();
        preview.close();
        assertThatThrownBy(() -> preview.seen(0)).isInstanceOf(CancellationException.class);
    }
}
