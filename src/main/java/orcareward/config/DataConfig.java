package orcareward.config;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which preference pairs, how they are split and how they become token ids.
 *
 * @param datasetName {@code dataset_name}: a file (JSONL, JSON, Parquet, CSV), a folder with split files, or a Hub name
 * @param trainSplit {@code dataset_train_split}
 * @param testSplit {@code dataset_test_split}
 * @param evalDatasetName {@code eval_dataset_name} (ours): an evaluation set instead of a split of the training set
 * @param testSize {@code test_size} (ours): share of the rows that is held out, 0 for none
 * @param splitSeed {@code split_seed} (ours)
 * @param promptFormat {@code prompt_format} (ours)
 * @param columns our column names by role ({@code prompt}, {@code system}, {@code question}, {@code chosen}, {@code rejected},
 *        {@code conversations}, {@code margin}); roles absent here are recognised from the rows
 * @param maxLength {@code max_length}: pairs with a longer side, in tokens, are left out; null for no limit
 * @param dropDuplicates {@code drop_duplicates} (ours): leave out rows that repeat an earlier one
 * @param padToken {@code pad_token}
 * @param eosToken {@code eos_token}
 * @param chatTemplatePath {@code chat_template_path}: a Jinja file, or a folder whose tokenizer has a template
 */
public record DataConfig(String datasetName, String trainSplit, String testSplit, @Nullable String evalDatasetName,
        double testSize, long splitSeed, PromptFormat promptFormat, Map<String, String> columns,
        @Nullable Integer maxLength,
        boolean dropDuplicates, @Nullable String padToken, @Nullable String eosToken,
        @Nullable String chatTemplatePath) {
    /** A copy whose map can't change; throws IllegalStateException for a value out of range. */
    public DataConfig {
        columns = Map.copyOf(columns);
        Invariant.require(testSize >= 0 && testSize < 1, "test_size must be at least 0 and below 1");
        Invariant.require(maxLength == null || maxLength >= 1, "max_length must be at least 1");
        Invariant.require(ConfigRules.COLUMN_ROLES.containsAll(columns.keySet()), "a column has an unknown role");
    }
}
