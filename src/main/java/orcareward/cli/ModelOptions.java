package orcareward.cli;

import orcareward.config.DeviceChoice;
import orcareward.config.PromptFormat;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a trained model is read, the same for every command that scores with one. */
final class ModelOptions {
    @Option(names = "--prompt-format", paramLabel = "F", description = "auto, chat, plain or response_only; without it, "
            + "as the model was trained. Another format than that is refused unless it is given here.")
    @Nullable
    PromptFormat promptFormat;

    @Option(names = "--dtype", paramLabel = "TYPE", defaultValue = "float32", converter = Dtype.Converter.class, description = "float32 (default) or bfloat16; fp32 and bf16 mean the same.")
    Dtype dtype = Dtype.FLOAT32;

    @Option(names = "--device", paramLabel = "DEVICE", defaultValue = "auto", description = "auto (default: a GPU where there is one), cpu or cuda.")
    DeviceChoice device = DeviceChoice.AUTO;

    @Option(names = "--threads", paramLabel = "N", description = "Threads of one operation on the CPU (default: as many as there "
            + "are physical cores). Another number changes the last digits.")
    int threads;

    /** Threads as asked for, 0 for libtorch's own choice. */
    int threads() {
        return Threads.checked(threads);
    }

    /** Whether bfloat16 was asked for. */
    boolean bf16() {
        return dtype == Dtype.BFLOAT16;
    }
}
