package orcareward.recipe;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import orcareward.config.TrainConfig;
import orcareward.event.EventSink;
import orcareward.event.RunState;
import orcareward.event.TrainingEvent;
import orcareward.files.HostName;
import orcareward.runlog.EventsJsonl;
import orcareward.runlog.LogHistory;
import orcareward.runlog.RegisteredRun;
import orcareward.runlog.RunRegistry;
import orcareward.runlog.TensorBoardWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that listens to a run: its own files, the user's registry, the log, and whoever started it. */
final class RunLogs implements EventSink, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunLogs.class);

    private final List<EventSink> sinks = new ArrayList<>();
    private final List<AutoCloseable> files = new ArrayList<>();
    private final LogHistory history;
    private final RegisteredRun registered;
    private final RunWatch watch = new RunWatch(this::accept);
    private final Clock clock;

    /** Opens the files; {@code earlier} is the log history of the checkpoint that the run goes on from. */
    RunLogs(TrainConfig config, Path outputDir, List<Map<String, Object>> earlier, RunRegistry registry,
            EventSink listener, Clock clock)
            throws IOException {
        this.clock = clock;
        this.history = new LogHistory(earlier);
        this.registered = registry.enter(config, outputDir, this::trouble);
        EventsJsonl events = EventsJsonl.append(outputDir.resolve(EventsJsonl.NAME), this::trouble);
        files.add(events);
        sinks.addAll(List.of(listener, events, history, registered));
        if (config.output().reportTo().contains("tensorboard")) {
            String host = HostName.ofThisMachine();
            String given = config.output().loggingDir();
            Path folder = given == null
                    ? TensorBoardWriter.defaultFolder(outputDir, clock.instant().atZone(clock.getZone()), host)
                    : outputDir.resolve(given);
            TensorBoardWriter tensorBoard = TensorBoardWriter.create(folder, clock.instant(), host,
                    ProcessHandle.current().pid(),
                    this::trouble);
            files.add(tensorBoard);
            sinks.add(tensorBoard);
        }
    }

    @Override
    public void accept(TrainingEvent event) {
        if (event instanceof TrainingEvent.Notice notice) {
            LOG.info("{}: {}", notice.severity(), notice.message());
        } else if (!(event instanceof TrainingEvent.StepFinished
                || event instanceof TrainingEvent.EvaluationProgress)) {
            LOG.info("{}", event);
        }
        for (EventSink sink : List.copyOf(sinks)) {
            sink.accept(event);
        }
        watch.accept(event);
    }

    private void trouble(String message) {
        accept(new TrainingEvent.Notice(clock.instant(), TrainingEvent.Severity.WARNING, message));
    }

    /** TRL's log of the run so far. */
    List<Map<String, Object>> logHistory() {
        return history.entries();
    }

    /** The run's name in the user's registry. */
    String runId() {
        return registered.id();
    }

    /** Closes the files; a run that hasn't said how it ended counts as failed. */
    @Override
    public void close() throws IOException {
        registered.end(RunState.FAILED, clock.instant());
        for (AutoCloseable file : files) {
            try {
                file.close();
            } catch (IOException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
