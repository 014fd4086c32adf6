package orcareward.ui.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;
import orcareward.event.TrainingEvent;
import orcareward.problem.ProblemException;
import orcareward.ui.evaluate.EvaluateViewModel.State;
import orcareward.ui.evaluate.PairQuery.Show;
import orcareward.ui.fx.Background;
import orcareward.ui.fx.ProblemView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tab without a toolkit: everything happens at once, on the test's thread. */
class EvaluateViewModelTest {
    private static final int PAIRS = 200;

    @TempDir
    private Path folder;
    private ScriptedRunner runner;
    private EvaluateViewModel model;

    /** Does what it is given at once. */
    private static final class AtOnce extends AbstractExecutorService {
        @Override
        public void execute(Runnable work) {
            work.run();
        }

        @Override
        public void shutdown() {
            // nothing waits
        }

        @Override
        public List<Runnable> shutdownNow() {
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }

    @BeforeEach
    void start() {
        runner = new ScriptedRunner(folder, PAIRS);
        runner.goOn();
        model = new EvaluateViewModel(runner, () -> List.of(new ModelChoice("run", folder.resolve("run"))),
                new Background(Runnable::run, new AtOnce()), InstantSource.system());
    }

    @AfterEach
    void close() throws Exception {
        Findings found = model.findingsProperty().get();
        if (found != null) {
            Objects.requireNonNull(found.pairs().texts()).close();
        }
    }

    @Test
    void withoutAModelNothingStarts() {
        assertThat(model.stateProperty().get()).isEqualTo(State.NO_MODEL);
        model.evaluate();
        assertThat(model.stateProperty().get()).isEqualTo(State.NO_MODEL);
        model.choose(folder.resolve("run"));
        assertThat(model.stateProperty().get()).isEqualTo(State.READY);
    }

    @Test
    void whatIsChosenIsEvaluatedAndFound() {
        model.setup().refresh();
        model.choose(folder.resolve("run"));
        model.setup().addBaseline(folder.resolve("other"));
        model.setup().addBaseline(folder.resolve("run")); // itself: left out
        model.setup().shorterProperty().set(true);
        model.setup().chooseData(folder.resolve("pairs.jsonl"));

        model.evaluate();

        assertThat(model.stateProperty().get()).isEqualTo(State.DONE);
        assertThat(Objects.requireNonNull(runner.job.get())).satisfies(job -> {
            assertThat(job.modelDir()).isEqualTo(folder.resolve("run"));
            assertThat(job.dataset()).isEqualTo(folder.resolve("pairs.jsonl"));
            assertThat(job.baselines()).containsExactly(folder.resolve("other"));
            assertThat(job.untrained()).isTrue();
        });
        Findings found = Objects.requireNonNull(model.findingsProperty().get());
        assertThat(found.model()).isEqualTo("run");
        assertThat(found.scores().size()).isEqualTo(PAIRS);
        assertThat(found.rivals()).extracting(Rival::name).containsExactly("untrained", "longer wins", "shorter wins",
                "other");
        assertThat(model.pairs().rivals()).containsExactly("longer wins", "shorter wins", "other");
        assertThat(model.pairs().rowsProperty().get()).hasSize(PAIRS);
        assertThat(model.pairs().selectedProperty().get()).isZero();
        assertThat(Objects.requireNonNull(model.pairs().openProperty().get()).verdicts()).hasSize(3);
    }

    @Test
    void thePairsAreWalkedInTheOrderShown() {
        model.choose(folder.resolve("run"));
        model.evaluate();
        model.pairs().showProperty().set(Show.SUREST_MISTAKES);
        int[] shown = model.pairs().rowsProperty().get();
        assertThat(shown.length).isLessThan(PAIRS);
        model.pairs().selectedProperty().set(shown[0]);
        model.pairs().move(2);
        assertThat(model.pairs().selectedProperty().get()).isEqualTo(shown[2]);
        model.pairs().move(-9);
        assertThat(model.pairs().selectedProperty().get()).isEqualTo(shown[0]);
        assertThat(model.pairs().countProperty().get()).isEqualTo(shown.length + " of 200 pairs");
    }

    @Test
    void aFailureSpeaksTheWindowsLanguage() {
        model.choose(folder.resolve("run"));
        runner.failWith(new ProblemException("/run", "the run held out no pairs", "Give pairs with --dataset"));
        model.evaluate();
        assertThat(model.stateProperty().get()).isEqualTo(State.FAILED);
        assertThat(ProblemView.lines(Objects.requireNonNull(model.failureProperty().get())))
                .contains("held out no pairs").contains("Choose a file").doesNotContain("--dataset");
        model.evaluate();
        assertThat(model.stateProperty().get()).isEqualTo(State.DONE);
        assertThat(model.failureProperty().get()).isNull();
    }

    @Test
    void oneBarRunsOverAllPassesWithTheTimeLeft() {
        List<String> said = new ArrayList<>();
        long[] now = {0};
        Background.Progress progress = new Background.Progress() {
            @Override
            public void at(String message, double share) {
                said.add("%.3f %s".formatted(share, message));
            }

            @Override
            public boolean isCancelled() {
                return false;
            }

            @Override
            public void onCancel(Runnable action) {
                // never
            }
        };
        EvaluationProgress bar = new EvaluationProgress(progress, List.of("run", "untrained"), () -> now[0]);
        bar.accept(new TrainingEvent.PhaseStarted(Instant.EPOCH, "Reading pairs.jsonl"));
        bar.accept(new TrainingEvent.PhaseProgress(Instant.EPOCH, "Tokenizing pairs.jsonl", 1024, 0));
        bar.accept(new TrainingEvent.PhaseProgress(Instant.EPOCH, "Evaluating /run", 100, 1100));
        now[0] = 10_000_000_000L;
        bar.accept(new TrainingEvent.PhaseProgress(Instant.EPOCH, "Evaluating /run", 600, 1100));
        bar.accept(new TrainingEvent.PhaseProgress(Instant.EPOCH, "Evaluating untrained heads", 0, 1100));
        assertThat(said).containsExactly("-1.000 Reading pairs.jsonl", "-1.000 Tokenizing pairs.jsonl: 1,024 rows",
                "0.045 Scoring with run: 100 of 1,100 pairs",
                "0.273 Scoring with run: 600 of 1,100 pairs, 32 s left",
                "0.500 Scoring with untrained: 0 of 1,100 pairs");
    }
}
