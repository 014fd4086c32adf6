package orcareward.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import orcareward.tokenize.RewardTokenizer;
import orcareward.tokenize.ScoredToken;
import orcareward.tokenize.TokenizedPair;

/** Token ids to what a person can read; for "what the model sees". May be used by several threads at once. */
final class TokenViewer {
    /** The sign for a space at a word's start in vocabularies of SentencePiece's kind, whose decoder drops it from a single token. */
    private static final char SENTENCEPIECE_SPACE = '\u2581';
    private static final char NO_CHARACTER = '\ufffd';

    private final RewardTokenizer tokenizer;
    private final Map<Integer, SeenToken> known = new ConcurrentHashMap<>();

    /** The tokenizer must stay open as long as this is in use. */
    TokenViewer(RewardTokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /** A row's two sides. */
    SeenPair pair(TokenizedPair pair) {
        return new SeenPair(pair.index(), side(pair.promptIds(), pair.chosenIds()),
                side(pair.promptIds(), pair.rejectedIds()), pair.margin());
    }

    /** A prompt that is shared, and what follows it. */
    SeenSide side(int[] prompt, int[] response) {
        List<SeenToken> tokens = new ArrayList<>(prompt.length + response.length);
        for (int id : prompt) {
            tokens.add(token(id));
        }
        for (int id : response) {
            tokens.add(token(id));
        }
        return new SeenSide(tokens, prompt.length, ScoredToken.index(prompt, response, tokenizer.padTokenId()));
    }

    private SeenToken token(int id) {
        return known.computeIfAbsent(id, this::read);
    }

    private SeenToken read(int id) {
        String inVocabulary = tokenizer.tokenText(id);
        return new SeenToken(id, text(id, inVocabulary), tokenizer.isSpecial(id));
    }

    private String text(int id, String inVocabulary) {
        if (inVocabulary.indexOf(SENTENCEPIECE_SPACE) >= 0) {
            return inVocabulary.replace(SENTENCEPIECE_SPACE, ' ');
        }
        String decoded = tokenizer.decode(new int[]{id});
        return decoded.isEmpty() || decoded.indexOf(NO_CHARACTER) >= 0 ? inVocabulary : decoded;
    }
}
