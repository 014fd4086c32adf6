package orcareward.ui.runs;

import java.util.LinkedHashMap;
import java.util.Map;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import orcareward.recipe.RunModel;
import orcareward.ui.fx.Formats;
import orcareward.ui.fx.Texts;

/** What is known of one run, name by name. */
final class RunFacts extends GridPane {
    RunFacts() {
        setHgap(16);
        setVgap(4);
        ColumnConstraints names = new ColumnConstraints();
        names.setMinWidth(USE_PREF_SIZE);
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        values.setMinWidth(0);
        getColumnConstraints().addAll(names, values);
    }

    /** Shows a run in place of what is shown. */
    void show(RunDetail detail) {
        getChildren().clear();
        int row = 0;
        for (Map.Entry<String, String> fact : facts(detail).entrySet()) {
            Label name = new Label(fact.getKey());
            name.getStyleClass().add("caption");
            Label value = new Label(fact.getValue());
            value.setWrapText(true);
            value.setMinHeight(USE_PREF_SIZE);
            setValignment(name, VPos.TOP);
            setValignment(value, VPos.TOP);
            addRow(row++, name, value);
        }
    }

    private static Map<String, String> facts(RunDetail detail) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(Texts.get("runs.fact.steps"), Texts.format("runs.fact.steps.of", Formats.count(detail.run().step()),
                Formats.count(detail.run().totalSteps())));
        metric(facts, Texts.get("runs.accuracy"), detail, "accuracy", true);
        metric(facts, Texts.get("runs.fact.evaluated"), detail, "eval_accuracy", true);
        metric(facts, Texts.get("runs.fact.logloss"), detail, "log_loss", false);
        metric(facts, Texts.get("runs.fact.trainloss"), detail, "train_loss", false);
        facts.put(Texts.get("runs.model"), detail.run().model());
        facts.put(Texts.get("runs.data"), detail.run().data());
        facts.put(Texts.get("runs.method"), detail.run().method());
        facts.put(Texts.get("runs.fact.models"), models(detail));
        facts.put(Texts.get("runs.fact.folder"), detail.run().outputDir());
        facts.put(Texts.get("runs.fact.host"), detail.run().host());
        return facts;
    }

    private static void metric(Map<String, String> facts, String name, RunDetail detail, String metric,
            boolean share) {
        Double value = detail.run().metrics().get(metric);
        if (value != null) {
            facts.put(name, share ? Formats.percent(value) : Formats.loss(value));
        }
    }

    private static String models(RunDetail detail) {
        if (detail.models().isEmpty()) {
            return Texts.get("runs.fact.models.none");
        }
        long checkpoints = detail.models().stream().filter(model -> !model.isFinal()).count();
        RunModel first = detail.models().getFirst();
        return first.isFinal()
                ? Texts.format("runs.fact.models.final", Formats.count(first.step()), Formats.count(checkpoints))
                : Texts.format("runs.fact.models.checkpoints", Formats.count(checkpoints),
                        Formats.count(first.step()));
    }
}
