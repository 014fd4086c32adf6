package orcareward.tokenize;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Where a text may be cut so that its ids are those of its segments, one after another.
 *
 * <p>Behind special tokens: the tokenizers library takes them out of the text first and treats what lies between apart. And, under GPT-2's
 * pattern, before a space that parts a visible character from a letter: {@code ' ?\p{L}+'} begins there whatever stands before, and no other
 * alternative reaches across (openai/gpt-2, {@code encoder.py}). A text of no known kind isn't cut.
 */
final class Segments {
    /** Steps that look at nothing but the piece they are given. A Metaspace may treat a text's first piece otherwise. */
    private static final Set<String> LOCAL = Set.of("Sequence", "ByteLevel", "Digits", "Split", "Punctuation",
            "Whitespace", "NFC", "NFD", "NFKC", "NFKD", "Lowercase");

    private final Map<String, Integer> tokens;
    private final boolean words;
    private final BitSet firstCharacters = new BitSet();
    private final BitSet lastCharacters = new BitSet();

    /**
     * Cuts behind these tokens.
     *
     * @param tokens id by text
     * @param words whether it cuts before words too
     */
    Segments(Map<String, Integer> tokens, boolean words) {
        this.tokens = Map.copyOf(tokens);
        this.words = words;
        for (String token : tokens.keySet()) {
            firstCharacters.set(token.charAt(0));
            lastCharacters.set(token.charAt(token.length() - 1));
        }
    }

    /** What a tokenizer.json allows. */
    static Segments of(JsonNode definition) {
        Map<String, Integer> ids = new TreeMap<>();
        List<String> all = new ArrayList<>();
        definition.path("added_tokens").forEach(token -> all.add(token.path("content").asText()));
        // A token that is found as a whole word alone asks what stands before it, which a cut would hide.
        boolean anySingleWord = definition.path("added_tokens").valueStream()
                .anyMatch(token -> token.path("single_word").asBoolean());
        if (!anySingleWord && isLocal(definition.path("normalizer")) && isLocal(definition.path("pre_tokenizer"))) {
            definition.path("added_tokens").forEach(token -> {
                String text = token.path("content").asText();
                if (endsSegment(token)
                        && all.stream().noneMatch(other -> !other.equals(text) && other.contains(text))) {
                    ids.put(text, token.path("id").asInt());
                }
            });
        }
        return new Segments(ids, hasGpt2sWords(definition));
    }

    /** It must be found wherever it stands, whatever follows it, before anything else is done to the text. */
    private static boolean endsSegment(JsonNode token) {
        return token.path("special").asBoolean() && !token.path("normalized").asBoolean()
                && !token.path("rstrip").asBoolean() && !token.path("single_word").asBoolean()
                && !token.path("content").asText().isEmpty();
    }

    private static boolean isLocal(JsonNode step) {
        if (step.isMissingNode() || step.isNull()) {
            return true;
        }
        for (String list : new String[]{"pretokenizers", "normalizers"}) {
            for (JsonNode inner : step.path(list)) {
                if (!isLocal(inner)) {
                    return false;
                }
            }
        }
        return LOCAL.contains(step.path("type").asText());
    }

    /** GPT-2's pattern alone or after single digits, byte-pair merges that aren't random, and added tokens that leave blanks alone. */
    private static boolean hasGpt2sWords(JsonNode definition) {
        JsonNode splitter = definition.path("pre_tokenizer");
        JsonNode last = splitter;
        if (splitter.path("type").asText().equals("Sequence")) {
            JsonNode steps = splitter.path("pretokenizers");
            last = steps.path(steps.size() - 1);
            if (steps.size() > 2 || (steps.size() == 2 && !steps.path(0).path("type").asText().equals("Digits"))) {
                return false;
            }
        }
        boolean gpt2 = last.path("type").asText().equals("ByteLevel") && last.path("use_regex").asBoolean(true)
                && !last.path("add_prefix_space").asBoolean(true);
        JsonNode model = definition.path("model");
        boolean merges = model.path("type").asText().equals("BPE") && model.path("dropout").isNull();
        for (JsonNode token : definition.path("added_tokens")) {
            if (token.path("lstrip").asBoolean() || token.path("rstrip").asBoolean()
                    || token.path("single_word").asBoolean() || token.path("content").asText().contains(" ")) {
                return false;
            }
        }
        JsonNode normalizer = definition.path("normalizer");
        return gpt2 && merges && (normalizer.isNull() || normalizer.isMissingNode());
    }

    /** A text's segments; joined they are the text. */
    List<String> of(String text) {
        List<String> segments = new ArrayList<>();
        int from = 0;
        int at = 0;
        while (at < text.length()) {
            int end = tokenEnd(text, at);
            if (end > 0) {
                at = end;
            } else if (!words || at == from || !beginsWord(text, at)) {
                at++;
                continue;
            }
            segments.add(text.substring(from, at));
            from = at;
            at += end > 0 ? 0 : 1;
        }
        if (from < text.length() || segments.isEmpty()) {
            segments.add(text.substring(from));
        }
        return segments;
    }

    /** Where the token that begins here ends, or -1. No token stands in another, so that it is the only one. */
    private int tokenEnd(String text, int at) {
        if (firstCharacters.get(text.charAt(at))) {
            for (String token : tokens.keySet()) {
                if (text.startsWith(token, at)) {
                    return at + token.length();
                }
            }
        }
        return -1;
    }

    private static boolean beginsWord(String text, int at) {
        return text.charAt(at) == ' ' && at + 1 < text.length() && isLetter(text.charAt(at + 1))
                && text.charAt(at - 1) > ' ' && text.charAt(at - 1) < 0x7f;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    /** Whether the library found the token that ends the segment, if one does: not where another one overlaps it. */
    boolean isFoundIn(String segment, int[] found) {
        if (segment.isEmpty() || !lastCharacters.get(segment.charAt(segment.length() - 1))) {
            return true;
        }
        for (Map.Entry<String, Integer> token : tokens.entrySet()) {
            if (segment.endsWith(token.getKey())) {
                return found.length > 0 && found[found.length - 1] == token.getValue();
            }
        }
        return true;
    }

    /** The tokens behind which it cuts, id by text. */
    Map<String, Integer> tokens() {
        return tokens;
    }
}
