package orcareward.recipe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import orcareward.config.PromptFormat;
import orcareward.engine.checkpoint.LoadedModel;
import orcareward.engine.checkpoint.ModelLoader;
import orcareward.engine.tensor.TorchRuntime;
import orcareward.problem.ProblemException;
import orcareward.tokenize.RewardTokenizer;
import org.jspecify.annotations.Nullable;

/**
 * A model's folder opened for scoring: weights, tokenizer, and what its card says.
 *
 * @param card empty for a model that was made elsewhere
 */
record ScoringModel(Path folder, LoadedModel model, RewardTokenizer tokenizer,
        Optional<ModelCard> card) implements AutoCloseable {
    /** Opens a full model, a checkpoint or an adapter. */
    static ScoringModel open(TorchRuntime runtime, Path folder, Clock clock) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new ProblemException(folder.toString(), "there is no such folder",
                    "Give the folder of a reward model or adapter");
        }
        Optional<ModelCard> card = ModelCard.read(folder);
        // What the run chose is in the tokenizer's files; an adapter without them has its base's.
        RewardTokenizer tokenizer = RewardTokenizer.load(TrainRecipe.tokenizerFolder(folder),
                RewardTokenizer.Settings.NONE, clock);
        try {
            return new ScoringModel(folder, new ModelLoader(runtime).forScoring(folder), tokenizer, card);
        } catch (IOException | RuntimeException e) {
            tokenizer.close();
            throw e;
        }
    }

    /** What the user asks for, else what the model was trained with, else {@code AUTO}. */
    PromptFormat promptFormat(@Nullable PromptFormat asked) {
        return asked != null ? asked : card.map(ModelCard::promptFormat).orElse(PromptFormat.AUTO);
    }

    @Override
    public void close() {
        model.close();
        tokenizer.close();
    }
}
