package orcareward.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import orcareward.problem.ProblemException;
import org.junit.jupiter.api.Test;

/** YAML that a form edits in places. */
class SettingsTextTest {
    private static final String TEXT = """
            # mine
            model_name_or_path: demo      # a small one
            dataset_name: "pairs.jsonl"

            # Training
            learning_rate: 1.0e-3         # high
            lora_target_modules:
              - q_proj   # first
              - v_proj
            # about seeds
            seed: 7
            """;

    private static ConfigKey key(String name) {
        return ConfigKeys.get(name);
    }

    private static SettingsText text() {
        return SettingsText.parse("test", TEXT);
    }

    @Test
    void changingAValueLeavesEveryOtherCharacterAndTheRemarksColumn() {
        String changed = text().with(key("learning_rate"), "5e-5").yaml();
        assertThat(changed).isEqualTo(TEXT.replace("1.0e-3         # high", "5e-5           # high"));
        assertThat(text().with(key("model_name_or_path"), "a/much/longer/folder/than/before").yaml())
                .contains("model_name_or_path: a/much/longer/folder/than/before # a small one\n");
    }

    @Test
    void aListOverSeveralLinesBecomesOneLineAndTheCommentBehindItStays() {
        String changed = text().with(key("lora_target_modules"), "q_proj, k_proj").yaml();
        assertThat(changed).contains("lora_target_modules: [q_proj, k_proj]\n# about seeds\nseed: 7\n");
        assertThat(text().without("lora_target_modules").yaml()).contains("# high\n# about seeds\nseed: 7\n");
    }

    @Test
    void aNewSettingStandsBehindItsNeighboursOrUnderItsSectionsName() {
        assertThat(text().with(key("weight_decay"), "0.01").yaml()).contains("# high\nweight_decay: 0.01\n");
        assertThat(text().with(key("max_length"), "512").yaml()).contains("\"pairs.jsonl\"\nmax_length: 512\n\n");
        assertThat(text().with(key("eval_strategy"), "no").yaml())
                .endsWith("seed: 7\n\n# Evaluation\neval_strategy: \"no\"\n");
        assertThat(SettingsText.parse("", "").with(key("seed"), "1").yaml()).isEqualTo("# Training\nseed: 1\n");
    }

    @Test
    void aSettingThatIsRemovedLeavesNothing() {
        assertThat(text().without("learning_rate").yaml())
                .isEqualTo(TEXT.replace("learning_rate: 1.0e-3         # high\n", ""));
        assertThat(text().without("bf16")).isNotNull().extracting(SettingsText::yaml).isEqualTo(TEXT);
    }

    @Test
    void aFieldHoldsWhatAPersonWouldType() {
        SettingsText text = SettingsText.parse("", """
                max_length: null
                save_total_limit: null
                report_to: [tensorboard, none]
                lr_scheduler_kwargs: {num_cycles: 2}
                output_dir: "no"
                """);
        assertThat(text.text(key("max_length"))).as("another meaning than the default's").isEqualTo("null");
        assertThat(text.text(key("save_total_limit"))).isEmpty();
        assertThat(text.text(key("report_to"))).isEqualTo("tensorboard, none");
        assertThat(text.text(key("lr_scheduler_kwargs"))).isEqualTo("{num_cycles: 2}");
        assertThat(text.text(key("output_dir"))).isEqualTo("no");
        assertThat(SettingsText.defaultText(key("learning_rate"))).isEqualTo("1.0e-4");
        assertThat(SettingsText.defaultText(key("model_name_or_path"))).isEmpty();
    }

    @Test
    void whatAFieldHoldsReadsBackAsTheSame() {
        Map<String, String> typed = Map.of("learning_rate", "abc: d", "output_dir", "C:\\runs # one", "seed", "12x",
                "lr_scheduler_kwargs", "{num_cycles: 2, power: 1.5}", "report_to", "none", "bf16", "false",
                "run_name", "it's \"mine\"", "max_length", "null");
        typed.forEach((name, value) -> {
            SettingsText changed = text().with(key(name), value);
            assertThat(changed.text(key(name))).as(name).isEqualTo(value);
            assertThat(changed.text(key("seed"))).isEqualTo(name.equals("seed") ? value : "7");
        });
    }

    @Test
    void everyPresetCanBeChangedInEveryPlace() {
        for (String preset : Presets.names()) {
            String yaml = Presets.yaml(preset);
            SettingsText text = SettingsText.parse(preset, yaml);
            for (String name : text.names()) {
                SettingsText same = text.with(key(name), text.text(key(name)));
                assertThat(same.value(key(name))).as(preset + " " + name).isEqualTo(text.value(key(name)));
                assertThat(same.yaml().lines().count()).isEqualTo(yaml.lines().count());
                List<String> others = yaml.lines().filter(line -> !line.startsWith(name + ":")).toList();
                assertThat(text.without(name).yaml().lines().toList()).isEqualTo(others);
            }
        }
    }

    @Test
    void valuesAreTypedAndDefaultsFillIn() {
        assertThat(text().value(key("learning_rate"))).isEqualTo(1e-3);
        assertThat(text().value(key("weight_decay"))).isEqualTo(0.0);
        assertThat(text().with(key("seed"), "x").value(key("seed"))).isEqualTo("x");
        assertThat(text().line("seed")).isEqualTo(11);
        assertThat(text().line("bf16")).isZero();
    }

    @Test
    void settingsInBracesAreWrittenALineEachWhenOneIsAdded() {
        SettingsText braces = SettingsText.parse("", "{seed: 1, report_to: [none]}");
        assertThat(braces.with(key("seed"), "2").yaml()).isEqualTo("{seed: 2, report_to: [none]}");
        assertThat(braces.with(key("bf16"), "true").yaml())
                .isEqualTo("seed: 1\nreport_to: [none]\n\n# Model\nbf16: true\n");
        assertThat(braces.without("seed").yaml()).isEqualTo("report_to: [none]\n");
    }

    @Test
    void charactersBeyondTheFirstPlaneMoveNothing() {
        SettingsText text = SettingsText.parse("",
                "# \uD83D\uDC0B\uD83D\uDC0B\nrun_name: \uD83D\uDC0B   # whale\nseed: 1\n");
        assertThat(text.with(key("seed"), "2").yaml()).endsWith("# whale\nseed: 2\n");
        assertThat(text.with(key("run_name"), "b").yaml()).contains("run_name: b    # whale\n");
    }

    @Test
    void whatIsNoYamlSaysWhere() {
        assertThatThrownBy(() -> SettingsText.parse("the text", "seed: 1\nbf16: [true\n"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("the text, line");
    }
}
