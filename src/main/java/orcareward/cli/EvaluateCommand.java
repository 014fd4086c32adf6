package orcareward.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import orcareward.event.RunControl;
import orcareward.recipe.EvaluateJob;
import orcareward.recipe.EvaluateRunner;
import orcareward.recipe.EvaluationReport;
import orcareward.recipe.EvaluationWatcher;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code orca evaluate}: chosen against rejected rewards. */
@Command(name = "evaluate", mixinStandardHelpOptions = true, description = "Compares the rewards of chosen and rejected responses, with baselines beside.", footer = {
        "",
        "Examples:", "  ${COMMAND-FULL-NAME} reward_model_demo_output",
        "  ${COMMAND-FULL-NAME} my_model --dataset pairs.jsonl --baseline other_model --report report.json"})
final class EvaluateCommand implements Callable<Integer> {
    private final CliContext context;
    private final EvaluateRunner runner;

    @Parameters(paramLabel = "MODEL_DIR", description = "A full model, a checkpoint or an adapter.")
    Path modelDir = Path.of("");

    @Option(names = "--dataset", paramLabel = "FILE", description = "Pairs to score; without it, the pairs that the model's own run held out.")
    @Nullable
    Path dataset;

    @Option(names = "--baseline", paramLabel = "MODEL_DIR", description = "Another model, scored on the same pairs; may be repeated.")
    List<Path> baselines = List.of();

    @Mixin
    ModelOptions model = new ModelOptions();

    @Option(names = "--report", paramLabel = "FILE.json", description = "Writes the report to a file too.")
    @Nullable
    Path report;

    @Option(names = "--rows", paramLabel = "FILE.jsonl", description = "Writes both rewards of every row.")
    @Nullable
    Path rows;

    @Option(names = "--html", paramLabel = "FILE.html", description = "Writes a page with figures, pictures and the surest mistakes.")
    @Nullable
    Path html;

    @Option(names = "--json", description = "Prints the report as JSON.")
    boolean json;

    EvaluateCommand(CliContext context, EvaluateRunner runner) {
        this.context = context;
        this.runner = runner;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        EvaluateJob job = new EvaluateJob(context.resolve(modelDir), dataset == null ? null : context.resolve(dataset),
                baselines.stream().map(context::resolve).toList(), true, model.promptFormat, model.bf16(), model.device,
                model.threads(), report == null ? null : context.resolve(report),
                rows == null ? null : context.resolve(rows), html == null ? null : context.resolve(html));
        EvaluationReport found;
        RunControl control = new RunControl();
        try (ProgressSink progress = json ? ProgressSink.quiet(context) : ProgressSink.speaking(context);
                Interrupts.Registration ignored = context.interrupts().listen(onInterrupt(control, progress))) {
            found = runner.run(job, progress, control, EvaluationWatcher.NONE);
        } catch (CancellationException e) {
            context.err().println("Stopped before all pairs were scored. Nothing was written.");
            context.err().flush();
            return ExitCode.INTERRUPTED;
        }
        if (json) {
            context.out().println(found.toJson());
        } else {
            ReportText.lines(found.toMap()).forEach(context.out()::println);
        }
        context.out().flush();
        return ExitCode.DONE;
    }

    /** The first Ctrl-C asks the evaluation to end, the second ends the process. */
    private Runnable onInterrupt(RunControl control, ProgressSink progress) {
        AtomicInteger count = new AtomicInteger();
        return () -> {
            if (count.incrementAndGet() == 1) {
                control.discard();
                progress.say("Stopping; press Ctrl-C again to end at once.");
            } else {
                context.haltNow().accept(ExitCode.INTERRUPTED);
            }
        };
    }
}
