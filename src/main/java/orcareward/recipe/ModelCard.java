package orcareward.recipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import orcareward.config.DataConfig;
import orcareward.config.PromptFormat;
import orcareward.data.DatasetIdentity;
import orcareward.files.AtomicFiles;
import orcareward.files.JsonFault;
import orcareward.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * {@code orca_model.json}, beside the weights: what whoever scores with them must know of how they were trained.
 *
 * @param promptFormat how rows became text, never {@code AUTO}
 * @param startModel the folder that training began from, absolute
 * @param data which pairs, how they were split and tokenized
 * @param dataset the training set's file
 * @param evalDataset the evaluation set's file, or null when a part of the training set was held out
 */
record ModelCard(PromptFormat promptFormat, String startModel, DataConfig data, DataFile dataset,
        @Nullable DataFile evalDataset) {
    static final String NAME = "orca_model.json";

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    /** A data file as it was: where, how large, which bytes. */
    record DataFile(String name, String path, long bytes, String sha256, long rows) {
        /** Refuses a file whose bytes have changed, with {@code remedy}. */
        void requireSame(DatasetIdentity now, String remedy) {
            if (!sha256.equals(now.sha256())) {
                throw new ProblemException(now.path().toString(),
                        "the file has changed since the model was trained on it", remedy);
            }
        }
    }

    void write(Path folder) throws IOException {
        AtomicFiles.write(folder.resolve(NAME),
                out -> out.write(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(this)));
    }

    /** The run's data settings with files in place of names, read in {@code format}: its held-out pairs can be read from anywhere. */
    DataConfig heldOutData(PromptFormat format) {
        return new DataConfig(dataset.path(), data.trainSplit(), data.testSplit(),
                evalDataset == null ? null : evalDataset.path(),
                data.testSize(), data.splitSeed(), format, data.columns(), data.maxLength(), data.dropDuplicates(),
                data.padToken(),
                data.eosToken(), data.chatTemplatePath());
    }

    /** The settings for a model that was made elsewhere: nothing is left out. */
    static DataConfig dataWithoutCard(String file, PromptFormat format) {
        return new DataConfig(file, "train", "test", null, 0, 42, format, Map.of(), null, false, null, null, null);
    }

    /** The run's data settings for another file, read in {@code format}. */
    DataConfig dataFor(String file, PromptFormat format) {
        return new DataConfig(file, data.trainSplit(), data.testSplit(), null, 0, data.splitSeed(), format,
                data.columns(),
                data.maxLength(), false, data.padToken(), data.eosToken(), data.chatTemplatePath());
    }

    /** Refuses to go on with a run whose data have changed: it would be another run. */
    static void requireSameData(Path outputDir, Pairs pairs) throws IOException {
        ModelCard card = read(outputDir).orElse(null);
        if (card == null) {
            return; // the run ended before it wrote anything
        }
        String remedy = "Put the file back as it was, or start a new run";
        card.dataset.requireSame(pairs.dataset(), remedy);
        DatasetIdentity eval = pairs.evalDataset();
        if (card.evalDataset != null && eval != null) {
            card.evalDataset.requireSame(eval, remedy);
        }
    }

    /** The card in a model's folder; empty for a model that was made elsewhere. */
    static Optional<ModelCard> read(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(MAPPER.readValue(file.toFile(), ModelCard.class));
        } catch (JsonProcessingException e) {
            throw new ProblemException(file.toString(),
                    "this isn't what a training run writes: " + JsonFault.inWords(e),
                    "Copy it from the run again, or delete it and pass --prompt-format and --dataset", e);
        }
    }
}
