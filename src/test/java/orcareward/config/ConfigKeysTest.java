package orcareward.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The keys against TRL's own list, {@code golden/trl_arguments.json}, which TRL 0.25.1's parser wrote. */
class ConfigKeysTest {
    private static JsonNode trl() throws IOException {
        try (InputStream in = Objects
                .requireNonNull(ConfigKeysTest.class.getResourceAsStream("/golden/trl_arguments.json"))) {
            return new JsonMapper().readTree(in);
        }
    }

    @Test
    void everyKeyOfTrlExistsWithItsDefault() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, JsonNode> argument : trl().properties()) {
            ConfigKey key = ConfigKeys.find(argument.getKey()).orElse(null);
            if (key == null || key.origin() != ConfigKey.Origin.TRL
                    || !same(argument.getValue().get("default"), key.defaultValue())) {
                wrong.add(argument.getKey());
            }
        }
        assertThat(trl()).hasSize(169);
        assertThat(wrong).isEmpty();
    }

    private static boolean same(JsonNode expected, @Nullable Object value) {
        return switch (value) {
            case null -> expected.isNull();
            case Boolean bool -> expected.isBoolean() && expected.asBoolean() == bool;
            case Number number -> expected.isNumber() && expected.asDouble() == number.doubleValue();
            case String text -> expected.isTextual() && expected.asText().equals(text);
            case List<?> list -> expected.isArray() && expected.size() == list.size() && list.isEmpty();
            default -> false;
        };
    }

    @Test
    void everyKeyHasTrlsType() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, JsonNode> argument : trl().properties()) {
            String type = argument.getValue().get("type").asText();
            ValueType ours = ConfigKeys.get(argument.getKey()).type();
            boolean fits = switch (ours) {
                case ValueType.Bool bool -> type.contains("bool");
                case ValueType.Int integer -> type.contains("int");
                // PEFT takes a fraction as alpha, whatever TRL's parser says.
                case ValueType.Decimal decimal -> type.contains("float") || argument.getKey().equals("lora_alpha");
                case ValueType.Texts texts -> type.contains("list[str]");
                case ValueType.Mapping mapping -> type.contains("dict");
                case ValueType.Text text -> type.contains("str");
                case ValueType.Choice choice -> type.contains("str");
                case ValueType.Any any -> true;
            };
            if (!fits) {
                wrong.add(argument.getKey() + " " + type);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void besidesTrlsArgumentsOnlyTheKeysOfItsYamlFilesAreCalledTrls() throws IOException {
        JsonNode trl = trl();
        assertThat(ConfigKeys.all()).filteredOn(key -> key.origin() == ConfigKey.Origin.TRL && !trl.has(key.name()))
                .extracting(ConfigKey::name)
                .containsExactlyInAnyOrder("env", "datasets", "streaming", "test_split_size");
        assertThat(ConfigKeys.all()).filteredOn(key -> key.origin() == ConfigKey.Origin.OURS)
                .noneMatch(key -> trl.has(key.name()));
    }

    @Test
    void everyKeyIsExplainedInOneSentence() {
        assertThat(ConfigKeys.all())
                .allSatisfy(key -> assertThat(key.help()).as(key.name()).matches("[A-Z].{10,}[^.]\\."));
        assertThat(ConfigKeys.all()).allSatisfy(key -> {
            switch (key.status()) {
                case ConfigKey.Status.Used used -> {
                }
                case ConfigKey.Status.NoEffect none -> assertThat(none.why()).as(key.name()).isNotBlank();
                case ConfigKey.Status.RefusedIfSet refused -> {
                    assertThat(refused.why()).as(key.name()).isNotBlank();
                    assertThat(refused.remedy()).as(key.name()).isNotBlank();
                }
            }
        });
    }

    @Test
    void onlyAdvancedKeysAreMostlyWithoutEffect() {
        assertThat(ConfigKeys.all()).filteredOn(key -> key.section() == ConfigSection.TRAINING)
                .allMatch(key -> key.status() instanceof ConfigKey.Status.Used);
        assertThat(ConfigKeys.all()).filteredOn(key -> key.section() == ConfigSection.ADVANCED)
                .noneMatch(key -> key.status() instanceof ConfigKey.Status.Used);
    }

    @Test
    void theNearestNameIsTheOneThatWasMeant() {
        assertThat(ConfigKeys.nearest("learing_rate")).hasValue("learning_rate");
        assertThat(ConfigKeys.nearest("learning-rate")).hasValue("learning_rate");
        assertThat(ConfigKeys.nearest("lr")).hasValue("learning_rate");
        assertThat(ConfigKeys.nearest("evaluation_strategy")).hasValue("eval_strategy");
        assertThat(ConfigKeys.nearest("zzzzzzzz")).isEmpty();
    }

    @Test
    void aSwapOfNeighboursIsOneChange() {
        assertThat(Suggestions.distance("cosnie", "cosine")).isEqualTo(1);
        assertThat(Suggestions.distance("", "abc")).isEqualTo(3);
        assertThat(Suggestions.distance("kitten", "sitting")).isEqualTo(3);
    }
}
