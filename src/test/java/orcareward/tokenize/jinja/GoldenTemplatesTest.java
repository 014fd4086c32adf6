package orcareward.tokenize.jinja;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What transformers and its Jinja rendered, case by case. */
@NullMarked
class GoldenTemplatesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Clock NOON = Clock.fixed(Instant.parse("2024-07-06T12:03:09Z"), ZoneOffset.UTC);

    @Test
    void chatTemplatesRenderByteForByteAsTransformersDoes() throws IOException {
        JsonNode golden = read("/golden/chat_templates/golden.json");
        int cases = 0;
        for (Map.Entry<String, JsonNode> template : golden.get("templates").properties()) {
            JinjaTemplate parsed = JinjaTemplate.parse(template.getValue().get("template").asText(), NOON,
                    JinjaLimits.DEFAULT);
            for (JsonNode expected : template.getValue().get("cases")) {
                Map<String, Object> variables = new LinkedHashMap<>();
                variables.put("messages", JSON.convertValue(
                        golden.get("conversations").get(expected.get("conversation").asText()), Object.class));
                variables.put("add_generation_prompt", expected.get("add_generation_prompt").asBoolean());
                variables.put("tools", null);
                variables.put("documents", null);
                variables.put("bos_token", golden.get("bos_token").asText());
                variables.put("eos_token", golden.get("eos_token").asText());
                String outcome = outcome(parsed, variables);
                assertThat(outcome).as(template.getKey() + " / " + expected.get("conversation").asText())
                        .isEqualTo(expected.has("text")
                                ? expected.get("text").asText()
                                : expected.get("error").asText().replace("TemplateError: ", "RAISED: "));
                cases++;
            }
        }
        assertThat(cases).isEqualTo(11 * 7 * 2);
    }

    @Test
    void constructsRenderAsPythonsJinjaDoes() throws IOException {
        List<String> wrong = new ArrayList<>();
        int cases = 0;
        JsonNode golden = read("/golden/jinja/cases.json");
        Map<String, Object> variables = JSON.convertValue(golden.get("variables"), new TypeReference<>() {
        });
        for (JsonNode expected : golden.get("cases")) {
            String template = expected.get("template").asText();
            String outcome = outcome(template, variables);
            String wanted = expected.has("text")
                    ? expected.get("text").asText()
                    : kind(expected.get("error").asText()) + ": " + expected.get("message").asText();
            boolean ownWords = wanted.startsWith("SYNTAX") || wanted.startsWith("OPERATION");
            boolean same = ownWords
                    ? outcome.startsWith(wanted.substring(0, wanted.indexOf(':') + 1))
                    : outcome.equals(wanted);
            if (!same) {
                wrong.add(template + "\n   wanted <" + wanted + ">\n   got    <" + outcome + ">");
            }
            cases++;
        }
        assertThat(String.join("\n", wrong)).isEmpty();
        assertThat(cases).isGreaterThan(300);
    }

    private static String kind(String python) {
        return switch (python) {
            case "TemplateError" -> "RAISED";
            case "TemplateSyntaxError" -> "SYNTAX";
            case "UndefinedError" -> "UNDEFINED";
            default -> "OPERATION";
        };
    }

    private static String outcome(String template, Map<String, @Nullable Object> variables) {
        try {
            return outcome(JinjaTemplate.parse(template, NOON, JinjaLimits.DEFAULT), variables);
        } catch (JinjaException e) {
            return e.kind() + ": " + e.getMessage();
        }
    }

    private static String outcome(JinjaTemplate template, Map<String, @Nullable Object> variables) {
        try {
            return template.render(variables);
        } catch (JinjaException e) {
            return e.kind() + ": " + e.getMessage();
        }
    }

    private static JsonNode read(String resource) throws IOException {
        try (InputStream in = GoldenTemplatesTest.class.getResourceAsStream(resource)) {
            return JSON.readTree(in);
        }
    }
}
