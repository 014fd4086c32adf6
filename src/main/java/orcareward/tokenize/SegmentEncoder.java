package orcareward.tokenize;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Texts to ids, a segment at a time: the same words come again and again, and so do system messages, and each is tokenized once. May be used by
 * several threads at once.
 */
final class SegmentEncoder {
    /** Some tens of megabytes; then all is forgotten, which costs one tokenization of what comes again. */
    private static final long MOST_CHARACTERS = 1 << 21;

    private final HuggingFaceTokenizer tokenizer;
    private final Segments segments;
    private final Map<String, int[]> known = new ConcurrentHashMap<>();
    private final AtomicLong characters = new AtomicLong();

    SegmentEncoder(HuggingFaceTokenizer tokenizer, Segments segments) {
        this.tokenizer = tokenizer;
        this.segments = segments;
    }

    /** The native library's version: another one may give other ids. */
    static String libraryVersion() {
        try (InputStream in = HuggingFaceTokenizer.class.getResourceAsStream("/native/lib/tokenizers.properties")) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> segments(String text) {
        return segments.of(text);
    }

    /** Ids of a whole text; with special tokens added by the post-processor it isn't cut. */
    int[] encode(String text, boolean addSpecialTokens) {
        List<String> parts = addSpecialTokens ? List.of(text) : segments.of(text);
        if (parts.size() == 1) {
            return encodeWhole(text, addSpecialTokens);
        }
        int[] ids = new int[text.length() / 2];
        int length = 0;
        for (int i = 0; i < parts.size(); i++) {
            int[] part = known(parts.get(i));
            if (!segments.isFoundIn(parts.get(i), part)) {
                return encodeWhole(text, false);
            }
            if (length + part.length > ids.length) {
                ids = Arrays.copyOf(ids, Math.max(length + part.length, 2 * ids.length));
            }
            System.arraycopy(part, 0, ids, length, part.length);
            length += part.length;
        }
        return Arrays.copyOf(ids, length);
    }

    private int[] known(String segment) {
        int[] before = known.get(segment);
        if (before != null) {
            return before;
        }
        int[] ids = encodeWhole(segment, false);
        if (characters.addAndGet(segment.length()) > MOST_CHARACTERS) {
            known.clear();
            characters.set(segment.length());
        }
        known.put(segment, ids);
        return ids;
    }

    /** DJL's {@code encode} would also fetch each token's text, place and masks, which takes as long as tokenizing. */
    int[] encodeWhole(String text, boolean addSpecialTokens) {
        long encoding = TokenizersLibrary.LIB.encode(tokenizer.getHandle(), text, addSpecialTokens);
        long[] ids;
        try {
            ids = TokenizersLibrary.LIB.getTokenIds(encoding);
        } finally {
            TokenizersLibrary.LIB.deleteEncoding(encoding);
        }
        int[] narrow = new int[ids.length];
        for (int i = 0; i < ids.length; i++) {
            narrow[i] = Math.toIntExact(ids[i]);
        }
        return narrow;
    }
}
