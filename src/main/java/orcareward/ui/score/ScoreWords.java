package orcareward.ui.score;

import java.util.List;
import orcareward.config.PromptFormat;
import orcareward.recipe.ScorableModel;
import orcareward.recipe.ScoreAnswer;
import orcareward.ui.fx.Formats;
import orcareward.ui.fx.Texts;
import org.jspecify.annotations.Nullable;

/** What the tab says about where it stands. */
final class ScoreWords {
    private ScoreWords() {
    }

    /** What must be there before anything can be scored; empty when all is, or when there is no model. */
    static String missing(@Nullable ScorableModel model, @Nullable PromptFormat asked, QuestionModel question) {
        if (model == null) {
            return "";
        }
        PromptFormat format = asked == null ? model.format() : asked;
        if (format != PromptFormat.RESPONSE_ONLY && question.promptProperty().get().isBlank()) {
            return Texts.get("score.status.prompt");
        }
        return question.texts().stream().allMatch(String::isBlank) ? Texts.get("score.status.response") : "";
    }

    /** How many were scored, how quickly, how they were read, where, and whether some are longer than the model has seen. */
    static String done(ScorableModel model, List<RankedResponse> ranking, List<ScoreAnswer> results) {
        String done = Texts.format("score.status.done", Formats.count(ranking.size()),
                Formats.figure(results.stream().mapToDouble(ScoreAnswer::seconds).sum()),
                Texts.get(formatKey(results.getFirst().format())), model.device());
        Integer trained = model.trainedTokens();
        return trained == null || ranking.stream().noneMatch(row -> row.tokens() > trained)
                ? done
                : done + ". " + Texts.format("score.status.long", Formats.count(trained));
    }

    /** The key of a format's name. */
    static String formatKey(PromptFormat format) {
        return switch (format) {
            case CHAT -> "score.format.chat";
            case PLAIN -> "score.format.plain";
            case RESPONSE_ONLY -> "score.format.response";
            case AUTO -> "score.format.trained";
        };
    }
}
