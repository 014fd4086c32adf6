package orcareward.tokenize;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Where a text may be cut so that its ids are those of its segments, one after another: behind special tokens. The tokenizers library takes such
 * tokens out of the text first and treats what lies between them apart, so that nothing reaches across.
 *
 * @param ids id by text of the tokens that end a segment; empty where a tokenizer allows no cut
 */
record Segments(Map<String, Integer> ids) {
    /** Steps that look at nothing but the piece they are given. A Metaspace may treat a text's first piece otherwise. */
    private static final Set<String> LOCAL = Set.of("Sequence", "ByteLevel", "Digits", "Split", "Punctuation",
            "Whitespace", "NFC", "NFD", "NFKC", "NFKD", "Lowercase");

    Segments {
        ids = Map.copyOf(ids);
    }

    /** What a tokenizer.json allows. */
    static Segments of(JsonNode definition) {
        Map<String, Integer> ids = new TreeMap<>();
        if (isLocal(definition.path("normalizer")) && isLocal(definition.path("pre_tokenizer"))) {
            List<String> all = new ArrayList<>();
            definition.path("added_tokens").forEach(token -> all.add(token.path("content").asText()));
            definition.path("added_tokens").forEach(token -> {
                String text = token.path("content").asText();
                if (endsSegment(token)
                        && all.stream().noneMatch(other -> !other.equals(text) && other.contains(text))) {
                    ids.put(text, token.path("id").asInt());
                }
            });
        }
        return new Segments(ids);
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

    /** A text's segments, joined they are the text; all but the last end in one of the tokens. */
    List<String> of(String text) {
        List<String> segments = new ArrayList<>();
        int from = 0;
        for (int cut = cut(text, 0); cut > 0; cut = cut(text, from)) {
            segments.add(text.substring(from, cut));
            from = cut;
        }
        if (from < text.length() || segments.isEmpty()) {
            segments.add(text.substring(from));
        }
        return segments;
    }

    /** The end of the first of the tokens in the rest of the text, or -1. */
    private int cut(String text, int from) {
        int begin = Integer.MAX_VALUE;
        int end = -1;
        for (String token : ids.keySet()) {
            int at = text.indexOf(token, from);
            if (at >= 0 && at < begin) {
                begin = at;
                end = at + token.length();
            }
        }
        return end;
    }

    /** Whether the library has found the token that ends the segment, as it does unless another one overlaps it. */
    boolean isFoundIn(String segment, int[] found) {
        return found.length > 0 && ids.entrySet().stream()
                .anyMatch(token -> segment.endsWith(token.getKey()) && found[found.length - 1] == token.getValue());
    }
}
