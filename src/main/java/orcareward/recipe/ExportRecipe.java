package orcareward.recipe;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import orcareward.config.DeviceChoice;
import orcareward.engine.checkpoint.DType;
import orcareward.engine.checkpoint.ModelFolderWriter;
import orcareward.engine.lora.AdapterConfig;
import orcareward.engine.tensor.TorchRuntime;
import orcareward.event.EventSink;
import orcareward.event.TrainingEvent;
import orcareward.files.OutputFolder;
import orcareward.files.RunFiles;
import orcareward.problem.ProblemException;

/** Merges an adapter into its base: a full model that needs no peft. */
public final class ExportRecipe implements ExportRunner {
    private final Clock clock;

    /** The clock dates the lock on the output folder. */
    public ExportRecipe(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void run(ExportJob job, EventSink events) throws IOException {
        if (!AdapterConfig.isAdapter(job.modelDir())) {
            throw new ProblemException(job.modelDir().toString(), "there is no adapter in it (adapter_config.json)",
                    "Give an adapter's folder; a full model can be used as it is");
        }
        OutputFolder output = OutputFolder.acquire(job.output(), OutputFolder.Existing.KEEP, clock.instant());
        boolean complete = false;
        try {
            if (OutputFolder.isOccupied(output.path())) {
                throw new ProblemException("--output", "there is something in " + job.output() + " already",
                        "Name an empty folder, or one that isn't there yet");
            }
            try {
                merge(job, output.path(), events);
                complete = true;
            } finally {
                if (!complete) {
                    RunFiles.deleteFrom(output.path()); // half a model; nothing else was there
                }
            }
        } finally {
            if (complete) {
                output.close();
            } else {
                output.releaseUnused();
            }
        }
    }

    private void merge(ExportJob job, Path output, EventSink events) throws IOException {
        try (TorchRuntime runtime = TorchRuntime.start(DeviceChoice.CPU);
                ScoringModel model = ScoringModel.open(runtime, job.modelDir(), clock)) {
            events.accept(new TrainingEvent.PhaseStarted(clock.instant(), "Merging " + job.modelDir()));
            Path tokenizerFolder = TrainRecipe.tokenizerFolder(job.modelDir());
            ModelFolderWriter.copyTokenizer(tokenizerFolder, output, Map.of(), null);
            if (model.card().isPresent()) {
                model.card().get().write(output);
            }
            model.model().writeMerged(output, runtime.kernels(), DType.F32, model.tokenizer().padTokenId());
        }
    }
}
