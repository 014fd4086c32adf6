package orcareward.recipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import orcareward.files.AtomicFiles;
import orcareward.runlog.EventJson;

/** What was scored before, in {@code score_history.jsonl} of the user's folder: the last 200. Methods touch the file; any thread will do. */
public final class ScoreHistory {
    /** The file's name. */
    public static final String NAME = "score_history.jsonl";
    private static final int MOST = 200;
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .addModule(EventJson.times()).build();

    private final Path file;

    /** The history in a file, which need not be there yet. */
    public ScoreHistory(Path file) {
        this.file = file;
    }

    /** All of it, the newest first; lines that can't be read are passed over. */
    public synchronized List<ScoreRecord> read() throws IOException {
        List<ScoreRecord> records = new ArrayList<>();
        if (Files.exists(file)) {
            for (String line : Files.readString(file).lines().toList()) {
                try {
                    records.addFirst(MAPPER.readValue(line, ScoreRecord.class));
                } catch (JsonProcessingException e) {
                    continue; // written by another version, or by hand: the others are still worth having
                }
            }
        }
        return List.copyOf(records);
    }

    /**
     * Adds one, in place of the last when that has the same prompt and models.
     *
     * @return all of it, the newest first
     */
    public synchronized List<ScoreRecord> add(ScoreRecord record) throws IOException {
        List<ScoreRecord> records = new ArrayList<>(read());
        if (!records.isEmpty() && records.getFirst().isSameTask(record)) {
            records.removeFirst();
        }
        records.addFirst(record);
        List<ScoreRecord> kept = List.copyOf(records.subList(0, Math.min(MOST, records.size())));
        Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
        AtomicFiles.write(file, out -> {
            for (ScoreRecord each : kept.reversed()) {
                out.write((MAPPER.writeValueAsString(each) + "\n").getBytes(StandardCharsets.UTF_8));
            }
        });
        return kept;
    }

    /** Forgets all of it. */
    public synchronized void clear() throws IOException {
        Files.deleteIfExists(file);
    }
}
