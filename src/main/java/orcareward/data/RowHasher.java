package orcareward.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Hashes what makes two rows the same, and what makes two prompts the same. */
final class RowHasher {
    /** Ends the prompt in texts that carry it themselves (Anthropic's hh-rlhf). */
    private static final String LAST_TURN = "\n\nAssistant:";

    private final MessageDigest digest = sha256();

    /** SHA-256, which every Java has. */
    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java lacks SHA-256", e);
        }
    }

    /** All texts of a row; its margin is not among them. */
    Hash128 row(PreferencePair pair) {
        switch (pair) {
            case PreferencePair.Text text -> {
                add(text.system());
                add(text.prompt());
                add(text.chosen());
                add(text.rejected());
            }
            case PreferencePair.Messages messages -> {
                add(messages.prompt());
                add(messages.chosen());
                add(messages.rejected());
            }
        }
        return finish();
    }

    /** The prompt without system messages; null when it is empty or the row does not tell where it ends. */
    @Nullable
    Hash128 prompt(PreferencePair pair) {
        switch (pair) {
            case PreferencePair.Text text -> {
                String prompt = text.prompt().isEmpty() ? sharedText(text) : text.prompt();
                if (prompt.isEmpty()) {
                    return null;
                }
                add(prompt);
            }
            case PreferencePair.Messages messages -> {
                List<ChatMessage> prompt = messages.prompt().isEmpty() ? sharedTurns(messages) : messages.prompt();
                List<ChatMessage> asked = prompt.stream().filter(turn -> !turn.role().equals("system")).toList();
                if (asked.isEmpty()) {
                    return null;
                }
                add(asked);
            }
        }
        return finish();
    }

    private static String sharedText(PreferencePair.Text text) {
        int shared = 0;
        int most = Math.min(text.chosen().length(), text.rejected().length());
        while (shared < most && text.chosen().charAt(shared) == text.rejected().charAt(shared)) {
            shared++;
        }
        int end = text.chosen().substring(0, shared).lastIndexOf(LAST_TURN);
        return end < 0 ? "" : text.chosen().substring(0, end);
    }

    private static List<ChatMessage> sharedTurns(PreferencePair.Messages messages) {
        List<ChatMessage> chosen = messages.chosen();
        List<ChatMessage> rejected = messages.rejected();
        int most = Math.min(chosen.size(), rejected.size()) - 1;
        int shared = 0;
        while (shared < most && chosen.get(shared).equals(rejected.get(shared))) {
            shared++;
        }
        return chosen.subList(0, shared);
    }

    private void add(List<ChatMessage> turns) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, turns.size()));
        for (ChatMessage turn : turns) {
            add(turn.role());
            add(turn.content());
            add(turn.others().isEmpty() ? "" : new TreeMap<>(turn.others()).toString());
        }
    }

    /** The length goes first, so that texts can't run into each other. */
    private void add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        digest.update(bytes);
    }

    private Hash128 finish() {
        ByteBuffer bytes = ByteBuffer.wrap(digest.digest());
        return new Hash128(bytes.getLong(), bytes.getLong());
    }
}
