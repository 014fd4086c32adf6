package orcareward.ui.evaluate;

import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import orcareward.ui.evaluate.EvaluateViewModel.State;
import orcareward.ui.fx.FileDialogs;
import orcareward.ui.fx.Texts;

/** What to evaluate: model, data, baselines, and the button that starts or ends it. */
final class EvaluateBar extends HBox {
    EvaluateBar(EvaluateViewModel model, FileDialogs dialogs) {
        super(16);
        getStyleClass().add("evaluate-bar");
        SetupViewModel setup = model.setup();
        FlowPane choices = new FlowPane(16, 8, labelled(Texts.get("evaluate.model"), models(setup), browse(
                Texts.get("evaluate.model.browse"),
                () -> dialogs.folder(Texts.get("evaluate.model.browse"), null).ifPresent(setup::choose))),
                labelled(Texts.get("evaluate.data"), data(setup), browse(Texts.get("evaluate.data.browse"),
                        () -> dialogs.open(Texts.get("evaluate.data.browse"), null, dataFiles())
                                .ifPresent(setup::chooseData))),
                labelled(Texts.get("evaluate.baselines"), new BaselineChips(setup, dialogs)));
        choices.setAlignment(Pos.CENTER_LEFT);
        choices.setPrefWrapLength(1200);
        choices.disableProperty().bind(model.busy());
        HBox.setHgrow(choices, Priority.ALWAYS);
        getChildren().addAll(choices, start(model), cancel(model));
    }

    static FileDialogs.Kind dataFiles() {
        return new FileDialogs.Kind(Texts.get("evaluate.data.kind"), "*.jsonl", "*.json", "*.parquet", "*.csv");
    }

    private static HBox labelled(String word, Node... parts) {
        Label label = new Label(word);
        label.getStyleClass().add("muted");
        HBox row = new HBox(8, label);
        label.setLabelFor(parts[0]);
        row.getChildren().addAll(parts);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static Button browse(String tip, Runnable action) {
        Button button = new Button("\u2026");
        button.setTooltip(new Tooltip(tip));
        button.setAccessibleText(tip);
        button.setOnAction(event -> action.run());
        return button;
    }

    private static ComboBox<ModelChoice> models(SetupViewModel setup) {
        ComboBox<ModelChoice> box = new ComboBox<>(setup.models());
        box.setId("evaluate-model");
        box.setPromptText(Texts.get("evaluate.model.none"));
        box.setPrefWidth(176);
        box.valueProperty().bindBidirectional(setup.modelProperty());
        box.setTooltip(tip(Bindings.createStringBinding(() -> setup.modelProperty().get() == null
                ? Texts.get("evaluate.model.none")
                : setup.modelProperty().get().folder().toString(), setup.modelProperty())));
        return box;
    }

    private static ComboBox<SetupViewModel.Data> data(SetupViewModel setup) {
        ComboBox<SetupViewModel.Data> box = new ComboBox<>(setup.data());
        box.setId("evaluate-data");
        box.setPrefWidth(156);
        box.valueProperty().bindBidirectional(setup.dataProperty());
        box.setTooltip(tip(Bindings.createStringBinding(() -> setup.dataProperty().get().path() == null
                ? Texts.get("evaluate.data.held-out.tip")
                : String.valueOf(setup.dataProperty().get().path()), setup.dataProperty())));
        return box;
    }

    private static Tooltip tip(ObservableValue<String> text) {
        Tooltip tip = new Tooltip();
        tip.textProperty().bind(text);
        return tip;
    }

    private static Button start(EvaluateViewModel model) {
        Button button = new Button(Texts.get("evaluate.start"));
        button.setId("evaluate-start");
        button.getStyleClass().add("accent");
        button.setTooltip(new Tooltip(Texts.get("evaluate.start.tip")));
        button.setMinWidth(USE_PREF_SIZE);
        button.disableProperty().bind(model.stateProperty().isEqualTo(State.NO_MODEL));
        button.visibleProperty().bind(model.busy().not());
        button.managedProperty().bind(button.visibleProperty());
        button.setOnAction(event -> model.evaluate());
        return button;
    }

    private static Button cancel(EvaluateViewModel model) {
        Button button = new Button(Texts.get("evaluate.cancel"));
        button.setId("evaluate-cancel");
        button.setTooltip(new Tooltip(Texts.get("evaluate.cancel.tip")));
        button.setMinWidth(USE_PREF_SIZE);
        button.visibleProperty().bind(model.busy());
        button.managedProperty().bind(button.visibleProperty());
        button.setOnAction(event -> model.cancel());
        return button;
    }
}
