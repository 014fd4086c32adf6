package orcareward.ui.evaluate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import orcareward.ui.fx.Background;
import orcareward.ui.fx.Texts;
import org.jspecify.annotations.Nullable;

/** Which model, on which pairs, beside which baselines. */
final class SetupViewModel {
    private final Supplier<List<ModelChoice>> source;
    private final Background background;
    private final ObservableList<ModelChoice> models = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable ModelChoice> model = new SimpleObjectProperty<>();
    private final ObservableList<Data> data = FXCollections.observableArrayList(Data.heldOut());
    private final ObjectProperty<Data> chosenData = new SimpleObjectProperty<>(data.getFirst());
    private final BooleanProperty untrained = new SimpleBooleanProperty(true);
    private final BooleanProperty longer = new SimpleBooleanProperty(true);
    private final BooleanProperty shorter = new SimpleBooleanProperty(false);
    private final ObservableList<ModelChoice> others = FXCollections.observableArrayList();

    /** Pairs to score: {@code path} null for the model's own held-out pairs. */
    record Data(String name, @Nullable Path path) {
        static Data heldOut() {
            return new Data(Texts.get("evaluate.data.held-out"), null);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    SetupViewModel(Supplier<List<ModelChoice>> source, Background background) {
        this.source = source;
        this.background = background;
    }

    /** Asks again which models there are; folders that were chosen by hand stay in the list. */
    void refresh() {
        background.run(Texts.get("evaluate.job.models"), progress -> source.get(), this::refreshed, thrown -> {
            // the log has it; folders can still be chosen
        });
    }

    private void refreshed(List<ModelChoice> found) {
        List<Path> folders = found.stream().map(ModelChoice::folder).toList();
        List<ModelChoice> all = new ArrayList<>(found);
        models.stream().filter(known -> !folders.contains(known.folder())).forEach(all::add);
        ModelChoice chosen = model.get();
        models.setAll(all);
        model.set(chosen == null ? null : named(chosen.folder())); // it may have its run's name now
    }

    private ModelChoice named(Path folder) {
        return models.stream().filter(known -> known.folder().equals(folder)).findFirst()
                .orElseGet(() -> ModelChoice.of(folder));
    }

    /** Chooses a model by its folder, whether the list knows it or not. */
    void choose(Path folder) {
        model.set(listed(folder));
    }

    private ModelChoice listed(Path folder) {
        ModelChoice choice = named(folder.toAbsolutePath().normalize());
        if (!models.contains(choice)) {
            models.add(choice);
        }
        return choice;
    }

    /** Chooses a file or folder with pairs. */
    void chooseData(Path path) {
        Data choice = new Data(String.valueOf(path.getFileName()), path.toAbsolutePath().normalize());
        if (!data.contains(choice)) {
            data.add(choice);
        }
        chosenData.set(choice);
    }

    /** Adds another model as a baseline, once. */
    void addBaseline(Path folder) {
        ModelChoice choice = listed(folder);
        if (!others.contains(choice)) {
            others.add(choice);
        }
    }

    /** What is chosen; null without a model. */
    @Nullable
    EvaluationSetup setup() {
        ModelChoice chosen = model.get();
        if (chosen == null) {
            return null;
        }
        List<BaselineChoice> baselines = new ArrayList<>();
        if (untrained.get()) {
            baselines.add(new BaselineChoice.Untrained());
        }
        if (longer.get()) {
            baselines.add(new BaselineChoice.Longer());
        }
        if (shorter.get()) {
            baselines.add(new BaselineChoice.Shorter());
        }
        others.stream().filter(other -> !other.folder().equals(chosen.folder()))
                .forEach(other -> baselines.add(new BaselineChoice.Other(other)));
        return new EvaluationSetup(chosen, chosenData.get().path(), baselines);
    }

    ObservableList<ModelChoice> models() {
        return models;
    }

    ObjectProperty<@Nullable ModelChoice> modelProperty() {
        return model;
    }

    ObservableList<Data> data() {
        return data;
    }

    ObjectProperty<Data> dataProperty() {
        return chosenData;
    }

    BooleanProperty untrainedProperty() {
        return untrained;
    }

    BooleanProperty longerProperty() {
        return longer;
    }

    BooleanProperty shorterProperty() {
        return shorter;
    }

    /** Other models to compare with. */
    ObservableList<ModelChoice> others() {
        return others;
    }
}
