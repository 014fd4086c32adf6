package orcareward.ui.evaluate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import orcareward.event.RunEntry;
import orcareward.recipe.RunModel;
import orcareward.recipe.RunsRunner;
import orcareward.ui.fx.Formats;
import orcareward.ui.fx.Texts;
import org.slf4j.LoggerFactory;

/** The models of all registered runs, the newest run first, each run's final model before its checkpoints. Reads folders: off the FX thread. */
public final class RunModels implements Supplier<List<ModelChoice>> {
    private final RunsRunner runs;

    /** Of the runs that {@code runs} lists. */
    public RunModels(RunsRunner runs) {
        this.runs = runs;
    }

    @Override
    public List<ModelChoice> get() {
        try {
            List<ModelChoice> choices = new ArrayList<>();
            for (RunEntry run : runs.list(LoggerFactory.getLogger(RunModels.class)::warn)) {
                for (RunModel model : runs.models(run)) {
                    choices.add(new ModelChoice(model.isFinal()
                            ? run.name()
                            : Texts.format("evaluate.model.checkpoint", run.name(), Formats.count(model.step())),
                            model.folder()));
                }
            }
            return choices;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
