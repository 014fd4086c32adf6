package orcareward.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import orcareward.recipe.EvaluateJob;
import orcareward.recipe.EvaluateRunner;
import orcareward.recipe.EvaluationReport;
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

    @Option(names = "--json", description = "Prints the report as JSON.")
    boolean json;

    EvaluateCommand(CliContext context, EvaluateRunner runner) {
        this.context = context;
        this.runner = runner;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        EvaluateJob job = new EvaluateJob(context.resolve(modelDir), dataset == null ? null : context.resolve(dataset),
                baselines.stream().map(context::resolve).toList(), model.promptFormat, model.bf16(), model.device,
                model.threads(), report == null ? null : context.resolve(report),
                rows == null ? null : context.resolve(rows));
        EvaluationReport found;
        try (ProgressSink progress = json ? ProgressSink.quiet(context) : ProgressSink.speaking(context)) {
            found = runner.run(job, progress);
        }
        if (json) {
            context.out().println(found.toJson());
        } else {
            ReportText.lines(found.toMap()).forEach(context.out()::println);
        }
        context.out().flush();
        return ExitCode.DONE;
    }
}
