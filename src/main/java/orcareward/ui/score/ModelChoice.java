package orcareward.ui.score;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import orcareward.event.RunEntry;
import orcareward.recipe.RunModel;
import orcareward.recipe.RunsRunner;
import orcareward.ui.fx.Formats;
import orcareward.ui.fx.Texts;

/**
 * A model that can be chosen.
 *
 * @param folder where it is
 * @param label as the list shows it
 */
record ModelChoice(Path folder, String label) {
    /** A folder that a person named. */
    static ModelChoice of(Path folder) {
        return new ModelChoice(folder, String.valueOf(folder.getFileName()));
    }

    /** The models of all runs, the newest run first; reads folders. */
    static List<ModelChoice> ofRuns(RunsRunner runs) throws IOException {
        List<ModelChoice> choices = new ArrayList<>();
        List<RunEntry> entries = runs.list(notice -> {
            // the tab Runs says which entries can't be read
        });
        for (RunEntry run : entries) {
            for (RunModel model : runs.models(run)) {
                choices.add(new ModelChoice(model.folder(), model.isFinal()
                        ? run.name()
                        : Texts.format("score.model.checkpoint", run.name(), Formats.count(model.step()))));
            }
        }
        return List.copyOf(choices);
    }

    @Override
    public String toString() {
        return label;
    }
}
