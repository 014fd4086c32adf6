package orcareward.ui.evaluate;

import java.nio.file.Path;
import java.util.List;
import orcareward.config.DeviceChoice;
import orcareward.recipe.EvaluateJob;
import org.jspecify.annotations.Nullable;

/**
 * What a person has chosen to evaluate.
 *
 * @param model the model
 * @param dataset a file or folder with pairs; null for those that the model's run held out
 * @param baselines what to compare with
 */
record EvaluationSetup(ModelChoice model, @Nullable Path dataset, List<BaselineChoice> baselines) {
    EvaluationSetup {
        baselines = List.copyOf(baselines);
    }

    /** The baselines that are models, in order. */
    List<ModelChoice> otherModels() {
        return baselines.stream().filter(BaselineChoice.Other.class::isInstance).map(BaselineChoice.Other.class::cast)
                .map(BaselineChoice.Other::model).toList();
    }

    /** How many times the pairs are scored. */
    int passes() {
        return 1 + otherModels().size() + (untrained() ? 1 : 0);
    }

    private boolean untrained() {
        return baselines.contains(new BaselineChoice.Untrained());
    }

    /** For the recipe; it writes no files. */
    EvaluateJob job() {
        return new EvaluateJob(model.folder(), dataset, otherModels().stream().map(ModelChoice::folder).toList(),
                untrained(), null, false, DeviceChoice.AUTO, 0, null, null, null);
    }
}
