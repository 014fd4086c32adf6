package orcareward.recipe;

import java.nio.file.Path;
import java.util.List;
import orcareward.config.PromptFormat;
import org.jspecify.annotations.Nullable;

/**
 * A loaded model's facts for the person who scores with it.
 *
 * @param folder where it is
 * @param format in which it reads prompts unless told otherwise
 * @param formats all that its tokenizer can write
 * @param mostTokens the longest sequence that it takes
 * @param trainedTokens the longest that it was trained on; null when that is not known or there was no limit
 * @param device where it runs: {@code cpu}, {@code cuda:0}
 */
public record ScorableModel(Path folder, PromptFormat format, List<PromptFormat> formats, int mostTokens,
        @Nullable Integer trainedTokens, String device) {
    /** A copy whose list can't change. */
    public ScorableModel {
        formats = List.copyOf(formats);
    }
}
