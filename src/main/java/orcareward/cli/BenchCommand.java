package orcareward.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import orcareward.config.DeviceChoice;
import orcareward.files.AtomicFiles;
import orcareward.files.PythonJson;
import orcareward.problem.ProblemException;
import orcareward.recipe.BenchJob;
import orcareward.recipe.BenchReport;
import orcareward.recipe.BenchRunner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code orca bench}: how fast the engine is here. */
@Command(name = "bench", mixinStandardHelpOptions = true, description = "Times training steps or scoring on given batches.", footer = {
        "", "Example, with batches made by reference/make_bench_batches.py:",
        "  ${COMMAND-FULL-NAME} --model models/smollm2 --lengths batches.json --dtype bf16"})
final class BenchCommand implements Callable<Integer> {
    private static final int LORA_RANK = 16;

    private final CliContext context;
    private final BenchRunner runner;

    @Option(names = "--model", required = true, paramLabel = "DIR", description = "A model's folder.")
    Path model = Path.of("");

    @Option(names = "--random-weights", description = "Reads config.json alone and makes the weights up.")
    boolean randomWeights;

    @Option(names = "--layers", paramLabel = "N", description = "With --random-weights: so many layers instead of the config's.")
    int layers;

    @Option(names = "--lengths", required = true, paramLabel = "FILE.json", description = "Batches: token ids, or lengths alone.")
    Path lengths = Path.of("");

    @Option(names = "--init", paramLabel = "FILE.safetensors", description = "The head (and adapter) to begin with; written when it does not exist.")
    @Nullable
    Path init;

    @Option(names = "--mode", paramLabel = "MODE", defaultValue = "train", description = "train (default) or score.")
    BenchJob.Mode mode = BenchJob.Mode.TRAIN;

    @Option(names = "--dtype", paramLabel = "TYPE", defaultValue = "float32", converter = Dtype.Converter.class, description = "float32 (default) or bfloat16; fp32 and bf16 mean the same.")
    Dtype dtype = Dtype.FLOAT32;

    @Option(names = "--use-lora", description = "An adapter of rank 16 on q_proj and v_proj instead of all weights.")
    boolean useLora;

    @Option(names = "--gradient-checkpointing", description = "Keeps only each layer's input for the backward pass.")
    boolean gradientCheckpointing;

    @Option(names = "--warmup", paramLabel = "N", defaultValue = "2", description = "Batches that aren't counted (default 2).")
    int warmup;

    @Option(names = "--steps", paramLabel = "N", defaultValue = "5", description = "Batches that are (default 5).")
    int steps;

    @Option(names = "--prepass", description = "Runs all of them once before, uncounted.")
    boolean prepass;

    @Option(names = "--threads", paramLabel = "N", description = "Threads of one operation on the CPU (default: libtorch's choice).")
    int threads;

    @Option(names = "--device", paramLabel = "DEVICE", defaultValue = "auto", description = "auto (default: a GPU where there is one), cpu or cuda.")
    DeviceChoice device = DeviceChoice.AUTO;

    @Option(names = "--report", paramLabel = "FILE.json", description = "Writes every step as JSON.")
    @Nullable
    Path report;

    BenchCommand(CliContext context, BenchRunner runner) {
        this.context = context;
        this.runner = runner;
    }

    @Override
    public Integer call() throws IOException {
        if (warmup < 0 || steps < 1 || layers < 0) {
            throw new ProblemException("--warmup, --steps, --layers", "a count is out of range",
                    "Give at least 1 step, and no negative numbers");
        }
        if (layers > 0 && !randomWeights) {
            throw new ProblemException("--layers", "stored weights have the layers that they have",
                    "Add --random-weights");
        }
        Path file = report;
        if (file != null && !Files.isDirectory(context.resolve(file).resolveSibling(""))) {
            throw new ProblemException("--report", "there is no folder to write " + file + " into",
                    "Create it, or name another file");
        }
        Path start = init;
        BenchJob job = new BenchJob(context.resolve(model),
                randomWeights ? new BenchJob.Weights.Random(layers) : new BenchJob.Weights.Stored(),
                context.resolve(lengths), start == null ? null : context.resolve(start), mode,
                dtype == Dtype.BFLOAT16, useLora ? LORA_RANK : 0, gradientCheckpointing, warmup, steps, prepass,
                Threads.checked(threads), device);
        BenchReport result;
        try (ProgressSink progress = ProgressSink.speaking(context)) {
            result = runner.run(job, progress);
        }
        if (file != null) {
            AtomicFiles.writeString(context.resolve(file), PythonJson.dumps(result.toMap()));
        }
        context.out().println(String.format(Locale.ROOT,
                "%.3f pairs/s, %.2f s a step, %.0f tokens/s computed, %.1f GFLOP/s needed, peak memory %d MiB, %s, %s",
                result.pairsPerSecond(), result.totalSeconds() / steps,
                result.tokensComputed() / result.totalSeconds(), result.gflopsNeeded(),
                result.peakRssBytes() >> 20, result.device(),
                Words.count(result.threads(), "thread", "threads")));
        context.out().flush();
        return ExitCode.DONE;
    }
}
