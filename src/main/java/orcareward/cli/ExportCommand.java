package orcareward.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import orcareward.recipe.ExportJob;
import orcareward.recipe.ExportRunner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code orca export}: an adapter merged into a full model. */
@Command(name = "export", mixinStandardHelpOptions = true, description = "Merges a LoRA adapter into a full model.", footer = {
        "", "Example:", "  ${COMMAND-FULL-NAME} my_adapter --output my_model"})
final class ExportCommand implements Callable<Integer> {
    private final CliContext context;
    private final ExportRunner runner;

    @Parameters(paramLabel = "MODEL_DIR", description = "The adapter, or a run that trained one.")
    Path modelDir = Path.of("");

    @Option(names = "--output", required = true, paramLabel = "DIR", description = "Where the full model goes; empty, or not there yet.")
    Path output = Path.of("");

    ExportCommand(CliContext context, ExportRunner runner) {
        this.context = context;
        this.runner = runner;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        ExportJob job = new ExportJob(context.resolve(modelDir), context.resolve(output));
        try (ProgressSink progress = ProgressSink.speaking(context)) {
            runner.run(job, progress);
        }
        context.out().println("The merged model is in " + context.typed(job.output()));
        context.out().flush();
        return ExitCode.DONE;
    }
}
