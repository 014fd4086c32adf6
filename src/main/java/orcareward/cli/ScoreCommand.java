package orcareward.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import orcareward.recipe.ScoreJob;
import orcareward.recipe.ScoreOutcome;
import orcareward.recipe.ScoreRunner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code orca score}: rewards for responses. */
@Command(name = "score", mixinStandardHelpOptions = true, description = "Gives responses their rewards.", footer = {
        "", "Each line of the input is a prompt with its responses:",
        "  {\"prompt\": \"...\", \"responses\": [\"...\", \"...\"]}",
        "(or \"messages\", or \"system\" and \"question\"; or one \"response\") and comes back with",
        "\"rewards\": [..] (or \"reward\").", "", "Example:",
        "  ${COMMAND-FULL-NAME} my_model --input asked.jsonl --output scored.jsonl"})
final class ScoreCommand implements Callable<Integer> {
    private final CliContext context;
    private final ScoreRunner runner;

    @Parameters(paramLabel = "MODEL_DIR", description = "A full model, a checkpoint or an adapter.")
    Path modelDir = Path.of("");

    @Option(names = "--input", required = true, paramLabel = "FILE.jsonl", description = "Prompts with responses.")
    Path input = Path.of("");

    @Option(names = "--output", required = true, paramLabel = "FILE.jsonl", description = "The same with rewards.")
    Path output = Path.of("");

    @Mixin
    ModelOptions model = new ModelOptions();

    @Option(names = "--json", description = "Prints how much was scored as JSON.")
    boolean json;

    ScoreCommand(CliContext context, ScoreRunner runner) {
        this.context = context;
        this.runner = runner;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        ScoreJob job = new ScoreJob(context.resolve(modelDir), context.resolve(input), context.resolve(output),
                model.promptFormat, model.bf16(), model.device, model.threads());
        ScoreOutcome outcome;
        try (ProgressSink progress = json ? ProgressSink.quiet(context) : ProgressSink.speaking(context)) {
            outcome = runner.run(job, progress);
        }
        if (json) {
            context.out().println(String.format(Locale.ROOT, "{\"rows\":%d,\"responses\":%d,\"seconds\":%.3f}",
                    outcome.rows(), outcome.responses(), outcome.seconds()));
        } else {
            context.out().println(
                    "Scored %s of %s in %s: %s".formatted(Words.count(outcome.responses(), "response", "responses"),
                            Words.count(outcome.rows(), "row", "rows"), Words.duration(outcome.seconds()),
                            context.typed(job.output())));
        }
        context.out().flush();
        return ExitCode.DONE;
    }
}
