package orcareward.tokenize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import orcareward.problem.ProblemException;

/**
 * A tokenizer's {@code tokenizer.json}, changed as transformers' tokenizer classes change it after loading, so that both give
 * the same ids.
 *
 * @param definition the whole file
 * @param ids token id by token text, added tokens included
 */
record TokenizerFiles(ObjectNode definition, Map<String, Integer> ids) {

    static TokenizerFiles read(Path folder, SpecialTokens special) {
        Path file = folder.resolve("tokenizer.json");
        if (!Files.isDirectory(folder)) {
            throw new ProblemException(folder.toString(), "is not a folder",
                    "Give the folder of a model in Hugging Face form");
        }
        ObjectNode definition = JsonFiles.read(file).orElseThrow(() -> new ProblemException(file.toString(),
                "the tokenizer's file is missing",
                "Put the model's tokenizer.json there; older models come with a converted one on their hub page"));
        if (!definition.path("model").isObject()) {
            throw new ProblemException(file.toString(), "describes no tokenizer: it has no 'model'",
                    "Fetch the tokenizer's files again");
        }
        ObjectNode config = JsonFiles.read(folder.resolve("tokenizer_config.json"))
                .orElseGet(definition::objectNode);
        // Nothing is padded or truncated here, whatever the file was saved with.
        definition.putNull("truncation");
        definition.putNull("padding");
        Map<String, Integer> ids = ids(definition);
        addTokens(definition, config, special, ids);
        prefixSpace(definition, config);
        llamaBorders(folder, definition, config, special, ids);
        return new TokenizerFiles(definition, Map.copyOf(ids));
    }

    private static Map<String, Integer> ids(ObjectNode definition) {
        Map<String, Integer> ids = new HashMap<>();
        JsonNode vocabulary = definition.path("model").path("vocab");
        if (vocabulary.isArray()) {
            // Unigram: pairs of text and score, in the order of their ids.
            for (int id = 0; id < vocabulary.size(); id++) {
                ids.put(vocabulary.get(id).path(0).asText(), id);
            }
        } else {
            vocabulary.properties().forEach(entry -> ids.put(entry.getKey(), entry.getValue().asInt()));
        }
        definition.path("added_tokens").forEach(token -> ids.put(token.path("content").asText(),
                token.path("id").asInt()));
        return ids;
    }

    /**
     * Tokens of the configuration's {@code added_tokens_decoder}, and special tokens of the vocabulary, are found in texts as
     * a whole even where tokenizer.json doesn't list them ({@code PreTrainedTokenizerFast.__init__}).
     */
    private static void addTokens(ObjectNode definition, ObjectNode config, SpecialTokens special,
            Map<String, Integer> ids) {
        ArrayNode added = definition.path("added_tokens") instanceof ArrayNode listed
                ? listed
                : definition.putArray("added_tokens");
        Set<String> known = new HashSet<>();
        added.forEach(token -> known.add(token.path("content").asText()));
        config.path("added_tokens_decoder").properties().forEach(entry -> {
            String content = entry.getValue().path("content").asText();
            if (!content.isEmpty() && known.add(content)) {
                ObjectNode token = added.addObject().put("id", Integer.parseInt(entry.getKey()));
                for (String flag : new String[]{"single_word", "lstrip", "rstrip", "normalized", "special"}) {
                    token.put(flag, entry.getValue().path(flag).asBoolean(false));
                }
                token.put("content", content);
                ids.put(content, Integer.parseInt(entry.getKey()));
            }
        });
        for (String content : special.all()) {
            Integer id = ids.get(content);
            if (id != null && known.add(content)) {
                added.addObject().put("id", id).put("content", content).put("single_word", false).put("lstrip", false)
                        .put("rstrip", false).put("normalized", false).put("special", true);
            }
        }
    }

    /** Ids of added tokens that are marked as special, and of those that play a part. */
    Set<Integer> specialIds(SpecialTokens special) {
        Set<Integer> found = new HashSet<>();
        definition.path("added_tokens").forEach(token -> {
            if (token.path("special").asBoolean(false)) {
                found.add(token.path("id").asInt());
            }
        });
        special.all().forEach(text -> {
            Integer id = ids.get(text);
            if (id != null) {
                found.add(id);
            }
        });
        return Set.copyOf(found);
    }

    /** The configuration's {@code add_prefix_space}, false where it has none, wins over tokenizer.json's. */
    private static void prefixSpace(ObjectNode definition, ObjectNode config) {
        if (definition.path("pre_tokenizer") instanceof ObjectNode splitter && splitter.has("add_prefix_space")) {
            splitter.put("add_prefix_space", config.path("add_prefix_space").asBoolean(false));
        }
    }

    /** {@code LlamaTokenizerFast} replaces the post-processor by what {@code add_bos_token} and {@code add_eos_token} say. */
    private static void llamaBorders(Path folder, ObjectNode definition, ObjectNode config, SpecialTokens special,
            Map<String, Integer> ids) {
        String tokenizerClass = config.path("tokenizer_class").asText("");
        if (!tokenizerClass.equals("LlamaTokenizer") && !tokenizerClass.equals("LlamaTokenizerFast")) {
            return;
        }
        boolean bos = config.path("add_bos_token").asBoolean(true);
        boolean eos = config.path("add_eos_token").asBoolean(false);
        ObjectNode processor = definition.putObject("post_processor").put("type", "TemplateProcessing");
        ArrayNode single = processor.putArray("single");
        ArrayNode pair = processor.putArray("pair");
        ObjectNode tokens = processor.putObject("special_tokens");
        for (String sequence : new String[]{"A", "B"}) {
            for (ArrayNode template : sequence.equals("A") ? new ArrayNode[]{single, pair} : new ArrayNode[]{pair}) {
                int type = sequence.equals("A") ? 0 : 1;
                if (bos) {
                    border(folder, template, tokens, "bos_token", type, special, ids);
                }
                template.addObject().putObject("Sequence").put("id", sequence).put("type_id", type);
                if (eos) {
                    border(folder, template, tokens, "eos_token", type, special, ids);
                }
            }
        }
    }

    private static void border(Path folder, ArrayNode template, ObjectNode tokens, String name, int type,
            SpecialTokens special,
            Map<String, Integer> ids) {
        String text = special.get(name).orElse("");
        Integer id = ids.get(text);
        if (id == null) {
            throw new ProblemException(folder.resolve("tokenizer_config.json").toString(),
                    "asks for a " + name + " that the tokenizer doesn't have",
                    "Set add_" + name + " to false there, or name the token");
        }
        template.addObject().putObject("SpecialToken").put("id", text).put("type_id", type);
        ObjectNode token = tokens.putObject(text);
        token.put("id", text);
        token.putArray("ids").add(id);
        token.putArray("tokens").add(text);
    }
}
