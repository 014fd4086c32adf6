package orcareward;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import orcareward.cli.ConfigLoader;
import orcareward.config.DeviceChoice;
import orcareward.event.EventSink;
import orcareward.event.RunControl;
import orcareward.event.TrainingEvent.Outcome;
import orcareward.event.TrainingEvent.RunFailed;
import orcareward.event.TrainingEvent.StepFinished;
import orcareward.files.UserFolder;
import orcareward.recipe.TrainJob;
import orcareward.recipe.TrainOutcome;
import orcareward.recipe.TrainRecipe;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that break off in the middle: what is said, and what is kept. */
class RunFailureTest {
    @TempDir
    Path folder;
    private RealCommandLine orca;
    private final List<RunFailed> failures = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        orca = new RealCommandLine(folder);
    }

    @Test
    void aCheckpointThatCantBeSavedLeavesNothingHalfWritten() throws Exception {
        TrainOutcome outcome = trainUntil(3, () -> {
            try {
                Files.writeString(orca.at("base/tokenizer_config.json"), "{");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        assertThat(outcome.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(orca.names("out")).contains("checkpoint-2").doesNotContain("checkpoint-4", "checkpoint-4.part");
        assertThat(failures).singleElement().satisfies(failed -> {
            assertThat(failed.lastCheckpoint()).endsWith("checkpoint-2");
            assertThat(failed.message()).contains("tokenizer_config.json");
        });
    }

    @Test
    void aHeapThatIsTooSmallIsReportedLikeAnyOtherFailure() throws Exception {
        TrainOutcome outcome = trainUntil(3, () -> {
            throw new OutOfMemoryError("Java heap space");
        });
        assertThat(outcome.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(outcome.lastCheckpoint()).endsWithRaw(Path.of("checkpoint-2"));
        assertThat(failures).singleElement().satisfies(failed -> {
            assertThat(failed.message()).contains("Java heap space").contains("ORCA_JAVA_OPTS=-Xmx8g");
            assertThat(failed.lastCheckpoint()).endsWith("checkpoint-2");
        });
    }

    /** Trains, and does something when a step has finished. */
    private TrainOutcome trainUntil(long step, Runnable then) throws Exception {
        ConfigLoader.Loaded loaded = Wiring.configLoader().load(orca.at("run.yaml"), null, false, List.of(), null,
                false, DeviceChoice.CPU);
        EventSink sink = event -> {
            if (event instanceof RunFailed failed) {
                failures.add(failed);
            } else if (event instanceof StepFinished finished && finished.step() == step) {
                then.run();
            }
        };
        UserFolder user = new UserFolder(Map.of(UserFolder.OVERRIDE, orca.home().toString()), "Linux", orca.home());
        return new TrainRecipe(user, Clock.systemUTC()).run(
                new TrainJob(loaded.config(), loaded.notes(), false, null, orca.at("").toAbsolutePath()), sink,
                new RunControl());
    }
}
