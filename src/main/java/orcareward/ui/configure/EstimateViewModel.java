package orcareward.ui.configure;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import orcareward.config.DataConfig;
import orcareward.config.LoraConfig;
import orcareward.config.ModelConfig;
import orcareward.config.TrainConfig;
import orcareward.recipe.Estimate;
import orcareward.recipe.EstimateJob;
import orcareward.recipe.EstimateRunner;
import orcareward.recipe.Measurement;
import orcareward.recipe.PreviewReport;
import orcareward.ui.fx.Background;
import orcareward.ui.fx.Job;
import orcareward.ui.fx.Texts;
import org.jspecify.annotations.Nullable;

/** What the run will cost: counted as soon as the data are read, timed when a person asks. */
public final class EstimateViewModel {
    private final EstimateRunner recipe;
    private final Background background;
    private final Path workingDirectory;
    private final ReadOnlyObjectWrapper<@Nullable Estimate> estimate = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Measurement> measurement = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Throwable> failure = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Job> measuring = new ReadOnlyObjectWrapper<>();
    private @Nullable EstimateJob asked;
    private @Nullable Speed measured;

    /** What of a configuration decides how fast it runs. */
    private record Speed(ModelConfig model, DataConfig data, Optional<LoraConfig> lora, int batch, int accumulation) {
        static Speed of(TrainConfig config) {
            return new Speed(config.model(), config.data(), config.lora(),
                    config.training().perDeviceTrainBatchSize(), config.training().gradientAccumulationSteps());
        }
    }

    EstimateViewModel(EstimateRunner recipe, Background background, Path workingDirectory) {
        this.recipe = recipe;
        this.background = background;
        this.workingDirectory = workingDirectory;
    }

    /** What was counted; null while the data aren't read. */
    public ReadOnlyObjectProperty<@Nullable Estimate> estimateProperty() {
        return estimate.getReadOnlyProperty();
    }

    /** What was timed with these settings, or null. */
    public ReadOnlyObjectProperty<@Nullable Measurement> measurementProperty() {
        return measurement.getReadOnlyProperty();
    }

    /** Why there is no estimate or measurement, or null. */
    public ReadOnlyObjectProperty<@Nullable Throwable> failureProperty() {
        return failure.getReadOnlyProperty();
    }

    /** The measurement while it goes, or null. */
    public ReadOnlyObjectProperty<@Nullable Job> measuringProperty() {
        return measuring.getReadOnlyProperty();
    }

    /** Follows settings and data; nulls while one of them isn't known. */
    void follow(@Nullable TrainConfig config, @Nullable PreviewReport report) {
        failure.set(null);
        if (config == null || report == null) {
            asked = null;
            estimate.set(null);
            return;
        }
        if (!Speed.of(config).equals(measured)) {
            measured = null;
            measurement.set(null);
        }
        EstimateJob job = new EstimateJob(config, report.train(), report.heldOut(), workingDirectory);
        if (job.equals(asked)) {
            return;
        }
        asked = job;
        background.run(Texts.get("configure.estimate.title"), progress -> recipe.estimate(job), found -> {
            if (job.equals(asked)) {
                estimate.set(found);
            }
        }, e -> {
            if (job.equals(asked)) {
                estimate.set(null);
                failure.set(e);
            }
        });
    }

    /** Times a few updates. */
    public void measure() {
        EstimateJob job = asked;
        if (job == null || measuring.get() != null) {
            return;
        }
        failure.set(null);
        Speed speed = Speed.of(job.config());
        Job running = background.run(Texts.get("configure.estimate.measuring"),
                progress -> recipe.measure(job, Work.events(progress), Work.control(progress)), found -> {
                    measuring.set(null);
                    EstimateJob now = asked;
                    if (now != null && Objects.equals(speed, Speed.of(now.config()))) {
                        measured = speed;
                        measurement.set(found);
                    }
                }, e -> {
                    measuring.set(null);
                    failure.set(e);
                }, () -> measuring.set(null));
        measuring.set(running.runningProperty().get() ? running : null);
    }

    /** Ends a measurement that goes. */
    void stop() {
        Job job = measuring.get();
        if (job != null) {
            job.cancel();
        }
    }
}
