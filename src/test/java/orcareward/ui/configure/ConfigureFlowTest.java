package orcareward.ui.configure;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.controls.ToggleSwitch;
import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.application.Application;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import orcareward.engine.tensor.EngineProbe;
import orcareward.files.UserFolder;
import orcareward.recipe.EstimateRecipe;
import orcareward.recipe.PreviewRecipe;
import orcareward.ui.Pictures;
import orcareward.ui.chart.ChartStyles;
import orcareward.ui.fx.Background;
import orcareward.ui.fx.FxThread;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The tab on a screen, with the demo's model and data and the real recipes. */
@ExtendWith(ApplicationExtension.class)
class ConfigureFlowTest {
    @TempDir
    static Path folder;

    private final Fakes fakes = new Fakes();
    private final Background background = new Background(FxThread.executor());
    private ConfigureViewModel model;
    private Scene scene;
    private StackPane root;

    @Start
    void start(Stage stage) {
        UserFolder user = new UserFolder(Map.of(UserFolder.OVERRIDE, folder.resolve("user").toString()), "linux",
                folder);
        Clock clock = Clock.systemUTC();
        model = new ConfigureViewModel(new ConfigureViewModel.Parts(new PreviewRecipe(user, clock),
                new EstimateRecipe(user, clock,
                        () -> new EngineProbe.Findings("", "", "", 1, List.of(new EngineProbe.Device("CPU", 0)), null)),
                background, fakes, fakes, fakes, folder, Duration.ofMillis(50),
                path -> {
                }));
        ConfigureTab tab = new ConfigureTab(model, fakes, folder, List::of);
        root = new StackPane(tab.view());
        scene = new Scene(root, 1112, 720);
        theme(false);
        scene.getStylesheets().addAll(ChartStyles.url(), "/orcareward/ui/studio.css");
        stage.setScene(scene);
        stage.show();
    }

    private void theme(boolean dark) {
        Application.setUserAgentStylesheet(
                (dark ? new PrimerDark() : new PrimerLight()).getUserAgentStylesheet());
        root.getStyleClass().remove("dark");
        if (dark) {
            root.getStyleClass().add("dark");
        }
    }

    @AfterEach
    void close() throws InterruptedException {
        WaitForAsyncUtils.waitForAsyncFx(5_000, () -> model.data().close());
        background.close();
    }

    private void openTheDemo(FxRobot robot) throws Exception {
        robot.interact(() -> model.file().choosePreset("demo"));
        await(() -> model.data().seenProperty().get() != null && model.estimate().estimateProperty().get() != null);
        await(() -> robot.lookup("#field-save_total_limit").tryQuery().isPresent()); // the form is there to its end
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, condition);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static void type(FxRobot robot, String id, String text) {
        TextField box = robot.lookup(id).queryAs(TextField.class);
        robot.interact(() -> {
            box.requestFocus();
            box.setText(text);
        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static boolean isInView(FxRobot robot, String id) {
        return robot.lookup(id).tryQuery().map(Node::isVisible).orElse(false);
    }

    private static List<String> markedLines(FxRobot robot) {
        return WaitForAsyncUtils.waitForAsyncFx(5_000, () -> robot.lookup(".line-marked").queryAllAs(Label.class)
                .stream().map(Label::getText).toList());
    }

    private static void selectSide(FxRobot robot, int tab) {
        robot.interact(() -> robot.lookup("#side").queryAs(TabPane.class).getSelectionModel().select(tab));
    }

    @Test
    void aSettingIsMistypedMendedAndReset(FxRobot robot) throws Exception {
        openTheDemo(robot);
        type(robot, "#field-learning_rate", "-1");
        assertThat(robot.lookup(".field-problem").queryAllAs(Label.class)).filteredOn(Label::isVisible)
                .extracting(Label::getText).contains("Must be above 0, not \"-1\".");
        assertThat(robot.lookup("#start").queryAs(Button.class).isDisabled()).isTrue();
        robot.interact(() -> robot.lookup("#show-problem").queryAs(Hyperlink.class).fire());
        Pictures.write(scene, "configure-error-light");
        type(robot, "#field-learning_rate", "5e-4");
        assertThat(robot.lookup("#start").queryAs(Button.class).isDisabled()).isFalse();
        selectSide(robot, 2);
        assertThat(robot.lookup("#yaml").queryAs(TextArea.class).getText()).contains("learning_rate: 5e-4 ");
        robot.interact(() -> robot.lookup("#reset-learning_rate").queryAs(Button.class).fire());
        assertThat(robot.lookup("#field-learning_rate").queryAs(TextField.class).getText()).isEqualTo("1.0e-3");
    }

    @Test
    void yamlAndFormFollowEachOther(FxRobot robot) throws Exception {
        openTheDemo(robot);
        selectSide(robot, 2);
        TextArea yaml = robot.lookup("#yaml").queryAs(TextArea.class);
        robot.interact(() -> yaml.setText(yaml.getText().replace("max_length: 512", "max_length: 0")));
        assertThat(robot.lookup("#field-max_length").queryAs(TextField.class).getText()).isEqualTo("0");
        await(() -> markedLines(robot).equals(List.of("13")));
        Pictures.write(scene, "configure-yaml-light");
        robot.interact(() -> yaml.appendText("broken: [\n"));
        assertThat(robot.lookup("#field-max_length").queryAs(TextField.class).isDisabled()).isTrue();
        robot.interact(() -> model.file().choosePreset("demo"));
    }

    @Test
    void theSwitchBringsLorasSettings(FxRobot robot) throws Exception {
        openTheDemo(robot);
        assertThat(isInView(robot, "#field-lora_r")).isFalse();
        robot.interact(() -> robot.lookup("#field-use_peft").queryAs(ToggleSwitch.class).setSelected(true));
        WaitForAsyncUtils.waitForFxEvents();
        await(() -> isInView(robot, "#field-lora_r"));
        assertThat(model.blockedProperty().get()).isEmpty();
    }

    @Test
    void searchFindsByMeaningAlsoWhatHasNoEffect(FxRobot robot) throws Exception {
        openTheDemo(robot);
        type(robot, "#search", "scaled down");
        await(() -> isInView(robot, "#field-max_grad_norm"));
        assertThat(isInView(robot, "#field-learning_rate")).isFalse();
        type(robot, "#search", "hub");
        await(() -> isInView(robot, "#field-push_to_hub"));
        Pictures.write(scene, "configure-search-light");
        type(robot, "#search", "no such thing");
        assertThat(robot.lookup("No setting matches").tryQuery()).isPresent();
        type(robot, "#search", "");
        await(() -> isInView(robot, "#field-learning_rate"));
    }

    @Test
    void rowsTokensAndCostsOfTheDemo(FxRobot robot) throws Exception {
        openTheDemo(robot);
        TableView<?> rows = robot.lookup("#rows").queryTableView();
        assertThat(rows.getItems()).hasSize(200);
        assertThat(robot.lookup("#estimate").queryAs(Label.class).getText()).contains("steps", "tokens", "of memory");
        Pictures.write(scene, "configure-data-light");
        selectSide(robot, 1);
        assertThat(robot.lookup(".token-scored").queryAll()).hasSize(2);
        assertThat(robot.lookup(".token-special").queryAll()).isNotEmpty();
        Pictures.write(scene, "configure-seen-light");
        robot.interact(() -> robot.lookup("#seen-next").queryAs(Button.class).fire());
        await(() -> model.data().seenProperty().get() != null && model.data().seenProperty().get().row() == 1);
        robot.interact(() -> theme(true));
        Pictures.write(scene, "configure-seen-dark");
        selectSide(robot, 0);
        Pictures.write(scene, "configure-data-dark");
        selectSide(robot, 2);
        Pictures.write(scene, "configure-yaml-dark");
        Scene large = WaitForAsyncUtils.waitForAsyncFx(5_000, () -> { // more than a headless window can be
            Node view = root.getChildren().removeFirst();
            theme(false);
            Scene wide = new Scene(new StackPane(view), 1752, 1000);
            wide.getStylesheets().setAll(scene.getStylesheets());
            return wide;
        });
        Pictures.write(large, "configure-large-light");
    }

    @Test
    void columnsAreChosenWhereTheyAreNotRecognised(FxRobot robot) throws Exception {
        Files.writeString(folder.resolve("odd.jsonl"), """
                {"q": "Why?", "good": "Because.", "bad": "No."}
                {"q": "When?", "good": "Now, and soon.", "bad": "Never."}
                """);
        openTheDemo(robot);
        robot.interact(() -> {
            model.settings().set("dataset_name", "odd.jsonl");
            model.settings().set("test_size", "0.5");
        });
        await(() -> model.data().rowsProperty().get() != null && model.data().rowsProperty().get().problem() != null);
        Pictures.write(scene, "configure-columns-light");
        robot.interact(() -> {
            model.settings().set("column_question", "q");
            model.settings().set("column_chosen", "good");
            model.settings().set("column_rejected", "bad");
        });
        await(() -> model.data().reportProperty().get() != null);
        assertThat(model.data().reportProperty().get().rowsKept()).isEqualTo(2);
        assertThat(model.settings().yamlProperty().get()).contains("column_chosen: good");
    }

    @Test
    void theFirstStartSaysWhatIsMissingAndHowToNameIt(FxRobot robot) throws IOException, Exception {
        await(() -> !model.blockedProperty().get().isEmpty());
        assertThat(model.settings().field("model_name_or_path").problemProperty().get()).contains("There is no folder",
                "Give the folder of a model on this machine");
        Pictures.write(scene, "configure-first-light");
        robot.interact(() -> theme(true));
        Pictures.write(scene, "configure-first-dark");
        await(() -> isInView(robot, "#browse-model_name_or_path"));
        fakes.answer = Files.createDirectories(folder.resolve("models/mine"));
        robot.interact(() -> robot.lookup("#browse-model_name_or_path").queryAs(Button.class).fire());
        assertThat(model.settings().field("model_name_or_path").textProperty().get())
                .isEqualTo(Path.of("models", "mine").toString());
        await(() -> model.settings().field("model_name_or_path").problemProperty().get().isEmpty());
    }

    @Test
    void aMeasurementTellsHowLongTheRunWillTake(FxRobot robot) throws Exception {
        openTheDemo(robot);
        robot.interact(() -> robot.lookup("#measure").queryAs(Button.class).fire());
        await(() -> model.estimate().measurementProperty().get() != null);
        assertThat(robot.lookup("#estimate-time").queryAs(Label.class).getText()).startsWith("About ");
        robot.push(KeyCode.ESCAPE);
    }
}
