package orcareward.tokenize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The tokens with a part to play, by transformers' names ({@code eos_token}, ...).
 *
 * @param named text by name; names without a token are absent
 * @param additional {@code additional_special_tokens}
 */
record SpecialTokens(Map<String, String> named, List<String> additional) {
    private static final List<String> NAMES = List.of("bos_token", "eos_token", "unk_token", "sep_token", "pad_token",
            "cls_token", "mask_token");

    SpecialTokens {
        named = Collections.unmodifiableMap(new TreeMap<>(named)); // in the same order in every process
        additional = List.copyOf(additional);
    }

    /**
     * As transformers' {@code from_pretrained} finds them: in {@code tokenizer_config.json}; in {@code special_tokens_map.json}
     * too when the former, being of an older version, has no {@code added_tokens_decoder}; else the tokenizer class's own.
     */
    static SpecialTokens read(Path folder) {
        ObjectNode config = JsonFiles.read(folder.resolve("tokenizer_config.json"))
                .orElseGet(JsonNodeFactory.instance::objectNode);
        Map<String, String> named = new LinkedHashMap<>(classDefaults(config.path("tokenizer_class").asText("")));
        Set<String> additional = new LinkedHashSet<>(texts(config.get("additional_special_tokens")));
        override(named, config);
        if (!config.has("added_tokens_decoder")) {
            JsonFiles.read(folder.resolve("special_tokens_map.json")).ifPresent(map -> {
                override(named, map);
                additional.addAll(texts(map.get("additional_special_tokens")));
            });
        }
        return new SpecialTokens(named, new ArrayList<>(additional));
    }

    private static void override(Map<String, String> named, ObjectNode source) {
        for (String name : NAMES) {
            JsonNode value = source.get(name);
            if (value == null) {
                continue;
            }
            String text = text(value);
            if (text == null) {
                named.remove(name);
            } else {
                named.put(name, text);
            }
        }
    }

    /** A token is a text, or an object with the text and its flags. */
    private static @Nullable String text(JsonNode token) {
        JsonNode text = token.isObject() ? token.path("content") : token;
        return text.isTextual() ? text.asText() : null;
    }

    private static List<String> texts(@Nullable JsonNode tokens) {
        List<String> texts = new ArrayList<>();
        if (tokens != null && tokens.isArray()) {
            for (JsonNode token : tokens) {
                String text = text(token);
                if (text != null) {
                    texts.add(text);
                }
            }
        }
        return texts;
    }

    /** What transformers' tokenizer classes have without being told. */
    private static Map<String, String> classDefaults(String tokenizerClass) {
        return switch (tokenizerClass.replaceFirst("Fast$", "")) {
            case "LlamaTokenizer" -> Map.of("bos_token", "<s>", "eos_token", "</s>", "unk_token", "<unk>");
            case "GPT2Tokenizer" -> Map.of("bos_token", "<|endoftext|>", "eos_token", "<|endoftext|>", "unk_token",
                    "<|endoftext|>");
            case "Qwen2Tokenizer" -> Map.of("eos_token", "<|endoftext|>", "unk_token", "<|endoftext|>", "pad_token",
                    "<|endoftext|>");
            default -> Map.of();
        };
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(named.get(name));
    }

    SpecialTokens with(String name, String text) {
        Map<String, String> changed = new LinkedHashMap<>(named);
        changed.put(name, text);
        return new SpecialTokens(changed, additional);
    }

    /** All texts, each once. */
    Set<String> all() {
        Set<String> all = new LinkedHashSet<>(named.values());
        all.addAll(additional);
        return all;
    }

    /** The variables that transformers passes to a chat template for them. */
    Map<String, Object> templateVariables() {
        Map<String, Object> variables = new LinkedHashMap<>(named);
        if (!additional.isEmpty()) {
            variables.put("additional_special_tokens", additional);
        }
        return variables;
    }
}
