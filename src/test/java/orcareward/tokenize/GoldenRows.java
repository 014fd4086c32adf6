package orcareward.tokenize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import orcareward.data.ChatMessage;
import orcareward.data.PreferencePair;
import org.jspecify.annotations.NullMarked;

/** Rows and ids of the golden files. */
@NullMarked
final class GoldenRows {
    static final ObjectMapper JSON = new ObjectMapper();

    private GoldenRows() {
    }

    static JsonNode read(String resource) throws IOException {
        try (InputStream in = GoldenRows.class.getResourceAsStream("/golden/" + resource)) {
            return JSON.readTree(Objects.requireNonNull(in, resource));
        }
    }

    static Path folder(String name) {
        try {
            return Path.of(Objects.requireNonNull(GoldenRows.class.getResource("/golden/" + name), name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static int[] ids(JsonNode array) {
        int[] ids = new int[array.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = array.get(i).asInt();
        }
        return ids;
    }

    /** A row in TRL's explicit or implicit form, of strings or of messages. */
    static PreferencePair pair(long index, JsonNode row) {
        if (row.get("chosen").isTextual()) {
            boolean explicit = row.has("prompt");
            return new PreferencePair.Text(index, "", explicit ? row.get("prompt").asText() : "", explicit,
                    row.get("chosen").asText(), row.get("rejected").asText(), null);
        }
        return new PreferencePair.Messages(index, messages(row.path("prompt")), messages(row.get("chosen")),
                messages(row.get("rejected")), null);
    }

    static List<ChatMessage> messages(JsonNode turns) {
        List<ChatMessage> messages = new ArrayList<>();
        turns.forEach(turn -> messages.add(new ChatMessage(turn.get("role").asText(), turn.get("content").asText())));
        return messages;
    }

    static int[] chosen(TokenizedPair pair) {
        return joined(pair.promptIds(), pair.chosenIds());
    }

    static int[] rejected(TokenizedPair pair) {
        return joined(pair.promptIds(), pair.rejectedIds());
    }

    private static int[] joined(int[] prompt, int[] response) {
        int[] all = java.util.Arrays.copyOf(prompt, prompt.length + response.length);
        System.arraycopy(response, 0, all, prompt.length, response.length);
        return all;
    }
}
