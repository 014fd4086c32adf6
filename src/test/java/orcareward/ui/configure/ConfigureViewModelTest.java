package orcareward.ui.configure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import orcareward.config.ConfigSection;
import orcareward.config.Presets;
import orcareward.problem.Problem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigureViewModelTest {
    @TempDir
    private Path folder;
    private final Fakes fakes = new Fakes();
    private ConfigureViewModel model = fakes.viewModel(Path.of("."));

    @BeforeEach
    void openTheDemo() {
        model = fakes.viewModel(folder);
        model.file().choosePreset("demo");
    }

    private SettingsModel settings() {
        return model.settings();
    }

    private Field field(String key) {
        return settings().field(key);
    }

    private String yaml() {
        return settings().yamlProperty().get();
    }

    @Test
    void theDefaultPresetIsOpenAtFirst() {
        ConfigureViewModel first = fakes.viewModel(folder);
        assertThat(first.file().presetProperty().get()).isEqualTo(Presets.DEFAULT);
        assertThat(first.settings().changesProperty().get()).isZero();
        assertThat(first.file().dirtyProperty().get()).isFalse();
    }

    @Test
    void aFieldsChangeMendsItsLineAlone() {
        settings().set("learning_rate", "5e-4");
        assertThat(yaml()).contains("learning_rate: 5e-4 ").contains("# The peak of the learning rate;")
                .startsWith("# Preset \"demo\"");
        assertThat(field("learning_rate").changedProperty().get()).isTrue();
        assertThat(field("learning_rate").baselineProperty().get()).isEqualTo("1.0e-3");
        assertThat(settings().changesProperty().get()).isOne();
        assertThat(model.file().dirtyProperty().get()).isTrue();
    }

    @Test
    void theYamlsChangeShowsInItsField() {
        settings().yamlProperty().set(yaml().replace("max_length: 512", "max_length: 256"));
        assertThat(field("max_length").textProperty().get()).isEqualTo("256");
        settings().yamlProperty().set(yaml() + "weight_decay: 0.01\n");
        assertThat(field("weight_decay").changedProperty().get()).isTrue();
    }

    @Test
    void anErrorStandsBesideItsFieldAndAtItsLineAndKeepsFromStarting() {
        settings().set("learning_rate", "-1");
        assertThat(field("learning_rate").problemProperty().get()).isEqualTo("Must be above 0, not \"-1\".");
        LineProblem problem = settings().problems().getFirst();
        assertThat(yaml().lines().toList().get(problem.line() - 1)).startsWith("learning_rate: ");
        assertThat(model.blockedProperty().get()).isEqualTo("learning_rate: Must be above 0, not \"-1\".");
        model.start();
        assertThat(fakes.started).isEmpty();
        settings().set("learning_rate", "1e-4");
        assertThat(field("learning_rate").problemProperty().get()).isEmpty();
        assertThat(model.blockedProperty().get()).isEmpty();
    }

    @Test
    void severalErrorsAreCountedInTheReason() {
        settings().set("learning_rate", "x");
        settings().set("max_length", "0");
        assertThat(model.blockedProperty().get()).startsWith("2 settings need attention.");
    }

    @Test
    void anErrorAmongSettingsStandsBesideTheOneToChange() {
        settings().set("test_size", "0");
        assertThat(field("eval_strategy").problemProperty().get()).startsWith("There is nothing to evaluate on");
    }

    @Test
    void oneFieldOrAllGoBackToThePreset() {
        String before = yaml();
        settings().set("learning_rate", "5e-4");
        settings().set("weight_decay", "0.1");
        settings().reset(field("learning_rate"));
        assertThat(field("learning_rate").textProperty().get()).isEqualTo("1.0e-3");
        assertThat(settings().changesProperty().get()).isOne();
        settings().resetAll();
        assertThat(yaml()).isEqualTo(before);
        assertThat(model.file().dirtyProperty().get()).isFalse();
    }

    @Test
    void anEmptiedFieldTakesItsLineAwayAndTheDefaultHolds() {
        settings().set("max_length", "");
        assertThat(yaml()).doesNotContain("max_length");
        assertThat(field("max_length").effectiveText()).isEqualTo("1024");
        assertThat(field("max_length").changedProperty().get()).isTrue();
    }

    @Test
    void theSameValueWrittenOtherwiseIsNoChange() {
        settings().set("learning_rate", "0.001");
        assertThat(field("learning_rate").changedProperty().get()).isFalse();
    }

    @Test
    void brokenYamlIsToldWithItsLineAndTheFieldsStay() {
        String good = yaml();
        settings().yamlProperty().set(good + "seed: [1\n");
        LineProblem broken = Objects.requireNonNull(settings().brokenProperty().get());
        assertThat(broken.line()).isGreaterThan((int) good.lines().count());
        assertThat(model.blockedProperty().get()).startsWith("The YAML can't be read");
        assertThat(field("max_length").textProperty().get()).isEqualTo("512");
        settings().set("max_length", "1");
        assertThat(yaml()).as("nothing is written into broken text").endsWith("seed: [1\n");
        settings().yamlProperty().set(good);
        assertThat(settings().brokenProperty().get()).isNull();
        assertThat(model.blockedProperty().get()).isEmpty();
    }

    @Test
    void anUnknownSettingIsMarkedAtItsLine() {
        settings().yamlProperty().set("learnin_rate: 1\n" + yaml());
        LineProblem problem = settings().problems().getFirst();
        assertThat(problem.line()).isOne();
        assertThat(problem.text()).contains("learnin_rate").contains("Did you mean learning_rate?");
    }

    @Test
    void lorasSectionFollowsItsSwitch() {
        assertThat(settings().isInUse(ConfigSection.LORA)).isFalse();
        settings().set("use_peft", "true");
        assertThat(settings().isInUse(ConfigSection.LORA)).isTrue();
        assertThat(yaml()).contains("lora_task_type: SEQ_CLS");
        assertThat(model.blockedProperty().get()).isEmpty();
    }

    @Test
    void whatHasNoEffectIsSaidBesideIt() {
        settings().set("lora_r", "8");
        assertThat(field("lora_r").noteProperty().get()).isEqualTo("Has no effect without use_peft: true.");
    }

    @Test
    void whatThisMachineLacksIsSaidBesideTheFieldAndKeepsFromStarting() {
        fakes.missing = Map.of("model_name_or_path", new Problem("model_name_or_path", "there is no folder x",
                "Give the folder of a model"));
        settings().set("model_name_or_path", "x");
        assertThat(field("model_name_or_path").problemProperty().get())
                .isEqualTo("There is no folder x. Give the folder of a model.");
        assertThat(model.blockedProperty().get()).startsWith("model_name_or_path: There is no folder");
        fakes.missing = Map.of();
        settings().set("model_name_or_path", "demo");
        assertThat(model.blockedProperty().get()).isEmpty();
    }

    @Test
    void dataAreLookedAtWhenWhatDecidesThemChangesAndNotOtherwise() {
        int before = fakes.looks.size();
        settings().set("learning_rate", "1e-4");
        settings().set("learning_rate", "wrong");
        assertThat(fakes.looks).hasSize(before);
        settings().set("column_chosen", "good");
        assertThat(fakes.looks).hasSize(before + 1);
        assertThat(fakes.looks.getLast().config().data().columns()).isEqualTo(Map.of("chosen", "good"));
    }

    @Test
    void aFileIsOpenedSavedAndRemembered() throws IOException {
        Path file = folder.resolve("mine.yaml");
        Files.writeString(file, Presets.yaml("demo").replace("seed: 42 ", "seed: 43 "));
        model.file().open(file);
        assertThat(model.file().presetProperty().get()).isEqualTo("demo");
        assertThat(field("seed").changedProperty().get()).isTrue();
        assertThat(model.file().dirtyProperty().get()).isFalse();
        settings().set("seed", "44");
        assertThat(model.file().dirtyProperty().get()).isTrue();
        model.file().save();
        assertThat(model.file().dirtyProperty().get()).isFalse();
        assertThat(Files.readString(file)).contains("seed: 44 ").contains("# Visits the training pairs twice.");
        assertThat(fakes.remembered).containsExactly(file, file);
    }

    @Test
    void aPresetIsSavedWhereAPersonSays() throws IOException {
        fakes.answer = folder.resolve("new.yaml");
        settings().set("seed", "7");
        model.file().save();
        assertThat(Files.readString(folder.resolve("new.yaml"))).isEqualTo(yaml());
        assertThat(model.file().pathProperty().get()).isEqualTo(folder.resolve("new.yaml"));
    }

    @Test
    void changesAreAskedAboutBeforeTheyAreLost() {
        settings().set("seed", "7");
        model.file().choosePreset("orca-smollm2");
        assertThat(fakes.asked).containsExactly("reward_model_demo_output");
        assertThat(field("seed").textProperty().get()).isEqualTo("7");
        fakes.unsaved = ConfigureQuestions.Unsaved.FORGET;
        model.file().choosePreset("orca-smollm2");
        assertThat(model.file().presetProperty().get()).isEqualTo("orca-smollm2");
        settings().set("seed", "8");
        fakes.unsaved = ConfigureQuestions.Unsaved.SAVE;
        fakes.answer = folder.resolve("kept.yaml");
        model.file().choosePreset("demo");
        assertThat(folder.resolve("kept.yaml")).exists();
        assertThat(model.file().presetProperty().get()).isEqualTo("demo");
    }

    @Test
    void aFileThatCannotBeReadIsToldAndNothingChanges() {
        model.file().open(folder.resolve("not there.yaml"));
        assertThat(model.failureProperty().get()).isNotNull();
        assertThat(model.file().presetProperty().get()).isEqualTo("demo");
    }

    @Test
    void jsonBecomesYamlWithoutAFileOfItsOwn() throws IOException {
        Files.writeString(folder.resolve("c.json"),
                "{\"model_name_or_path\": \"demo\", \"dataset_name\": \"demo\", \"seed\": 5}");
        model.file().open(folder.resolve("c.json"));
        assertThat(field("seed").textProperty().get()).isEqualTo("5");
        assertThat(model.file().pathProperty().get()).isNull();
    }

    @Test
    void trlsDefaultsCanBeBegunWith() {
        model.file().choosePreset("");
        assertThat(field("dataset_name").problemProperty().get()).startsWith("Is missing.");
        assertThat(settings().changesProperty().get()).isZero();
    }

    @Test
    void startingHandsOverTheSettings() {
        model.start();
        assertThat(fakes.started).singleElement().satisfies(job -> {
            assertThat(job.config().data().datasetName()).isEqualTo("demo");
            assertThat(job.overwrite()).as("the demo says so").isTrue();
            assertThat(job.workingDirectory()).isEqualTo(folder);
        });
    }

    @Test
    void anOutputFolderWithSomethingInItIsAskedAbout() throws IOException {
        settings().set("overwrite_output_dir", "false");
        Path out = Files.createDirectories(folder.resolve("reward_model_demo_output"));
        Files.writeString(out.resolve("config.yaml"), "seed: 1\n");
        model.start();
        assertThat(fakes.asked).containsExactly("reward_model_demo_output true reward_model_demo_output-2");
        assertThat(fakes.started).isEmpty();
        fakes.occupied = ConfigureQuestions.Occupied.CONTINUE;
        model.start();
        assertThat(fakes.resumed).containsExactly(out);
        fakes.occupied = ConfigureQuestions.Occupied.REPLACE;
        model.start();
        assertThat(fakes.started.getLast().overwrite()).isTrue();
        fakes.occupied = ConfigureQuestions.Occupied.ELSEWHERE;
        model.start();
        assertThat(fakes.started.getLast().config().output().outputDir()).isEqualTo("reward_model_demo_output-2");
        assertThat(fakes.started.getLast().overwrite()).isFalse();
        assertThat(field("output_dir").textProperty().get()).isEqualTo("reward_model_demo_output-2");
    }

    @Test
    void whileATrainingRunsNoOtherBegins() {
        fakes.busy.set(true);
        assertThat(model.blockedProperty().get()).startsWith("A training is running already");
        model.start();
        assertThat(fakes.started).isEmpty();
    }

    @Test
    void aKeystrokeIsReadWithinAFrame() {
        for (int i = 0; i < 200; i++) { // what the compiler needs to be quick
            settings().set("learning_rate", "1e-" + (i % 9 + 1));
        }
        long best = Long.MAX_VALUE; // other programs on the machine only make it longer
        for (int i = 0; i < 50; i++) {
            long begin = System.nanoTime();
            settings().set("learning_rate", "2e-" + (i % 9 + 1));
            best = Math.min(best, System.nanoTime() - begin);
        }
        assertThat(best / 1e6).as("ms").isLessThan(16);
    }
}
