package orcareward.ui.configure;

import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import orcareward.recipe.Estimate;
import orcareward.recipe.Measurement;
import orcareward.recipe.MemoryEstimate;
import orcareward.ui.fx.Formats;
import orcareward.ui.fx.Job;
import orcareward.ui.fx.ProblemView;
import orcareward.ui.fx.Texts;

/** What the run will cost, the button that measures how long it takes, and the one that begins it. */
final class EstimateBar extends VBox {
    private static final double TWO_LINES = 36;

    private final EstimateViewModel model;
    private final Label words = new Label();
    private final Label time = new Label();
    private final Tooltip memory = new Tooltip();
    private final Button measure = new Button(Texts.get("configure.measure"));
    private final VBox job = new VBox();

    /** {@code show} brings the setting into view that keeps from starting. */
    EstimateBar(EstimateViewModel model, ConfigureViewModel configure, Consumer<String> show) {
        super(8);
        this.model = model;
        getStyleClass().add("estimate-bar");
        words.setWrapText(true);
        words.setId("estimate");
        words.setTooltip(memory);
        time.setWrapText(true);
        time.setId("estimate-time");
        measure.setId("measure");
        measure.setTooltip(new Tooltip(Texts.get("configure.measure.tooltip")));
        measure.setMinWidth(Region.USE_PREF_SIZE);
        measure.setOnAction(event -> model.measure());
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox buttons = new HBox(8, time, space, measure, start(configure));
        buttons.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(words, job, why(configure, show), buttons);
        model.estimateProperty().subscribe(now -> show());
        model.measurementProperty().subscribe(now -> show());
        model.failureProperty().subscribe(now -> show());
        model.measuringProperty().subscribe(now -> show());
    }

    /** A control that is disabled shows no tooltip, so that its place has one. */
    private static StackPane start(ConfigureViewModel configure) {
        Button start = new Button(Texts.get("configure.start"));
        start.setId("start");
        start.getStyleClass().add("accent");
        start.setMinWidth(Region.USE_PREF_SIZE);
        start.setOnAction(event -> configure.start());
        Tooltip tooltip = new Tooltip();
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(360);
        StackPane place = new StackPane(start);
        configure.blockedProperty().subscribe(why -> {
            start.setDisable(!why.isEmpty());
            tooltip.setText(why.isEmpty() ? Texts.get("configure.start.tooltip") : why);
            start.setAccessibleHelp(tooltip.getText());
        });
        Tooltip.install(place, tooltip);
        return place;
    }

    private static HBox why(ConfigureViewModel configure, Consumer<String> show) {
        Label why = new Label();
        why.setId("blocked");
        why.getStyleClass().addAll("caption", "field-problem");
        why.setMinWidth(0);
        why.setWrapText(true);
        why.setMaxHeight(TWO_LINES);
        HBox.setHgrow(why, Priority.ALWAYS);
        why.setMaxWidth(Double.MAX_VALUE);
        Hyperlink go = new Hyperlink(Texts.get("configure.blocked.show"));
        go.setId("show-problem");
        go.setMinWidth(USE_PREF_SIZE);
        go.setOnAction(event -> {
            go.setVisited(false);
            configure.firstProblem().ifPresent(show);
        });
        HBox line = new HBox(8, why, go);
        line.setAlignment(Pos.CENTER_LEFT);
        configure.blockedProperty().subscribe(reason -> {
            why.setText(reason);
            go.setVisible(configure.firstProblem().isPresent());
            line.setVisible(!reason.isEmpty());
            line.setManaged(!reason.isEmpty());
        });
        return line;
    }

    private void show() {
        Estimate estimate = model.estimateProperty().get();
        Measurement measured = model.measurementProperty().get();
        Job running = model.measuringProperty().get();
        Throwable failure = model.failureProperty().get();
        words.setText(estimate == null ? Texts.get("configure.estimate.none") : words(estimate));
        memory.setText(estimate == null ? Texts.get("configure.estimate.none") : parts(estimate.memory()));
        time.setText(estimate == null || measured == null
                ? ""
                : Texts.format("configure.estimate.time", Formats.seconds(measured.seconds(estimate)),
                        measured.device()));
        measure.setDisable(estimate == null || running != null);
        job.getChildren().clear();
        if (running != null) {
            job.getChildren().add(new JobView(running));
        } else if (failure != null) {
            Label what = new Label(ProblemView.lines(failure));
            what.setWrapText(true);
            what.getStyleClass().addAll("caption", "field-problem");
            job.getChildren().add(what);
        }
        job.setManaged(!job.getChildren().isEmpty());
    }

    private static String words(Estimate estimate) {
        return Texts.format("configure.estimate", Formats.count(estimate.steps()), epochs(estimate.epochs()),
                tokens(estimate.tokens()), Formats.percent(estimate.saved()),
                Formats.memory(estimate.memory().total()));
    }

    private static String epochs(double epochs) {
        return epochs == Math.rint(epochs) ? Formats.count((long) epochs) : Formats.figure(epochs);
    }

    private static String tokens(long count) {
        return count < 1_000_000
                ? Formats.count(count)
                : Texts.format("configure.estimate.millions", Formats.figure(count / 1e6));
    }

    private static String parts(MemoryEstimate memory) {
        return Texts.format("configure.estimate.memory", Formats.memory(memory.weights()),
                Formats.memory(memory.gradients()), Formats.memory(memory.optimizer()),
                Formats.memory(memory.activations()), Formats.memory(memory.program()));
    }
}
