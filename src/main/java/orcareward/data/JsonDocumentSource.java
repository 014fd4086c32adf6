package orcareward.data;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import orcareward.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** One JSON document: a list of rows, or an object that holds such a list under {@code data} or its only key. */
final class JsonDocumentSource implements RowSource {
    private final Path file;
    private final Predicate<String> wanted;
    private final JsonParser parser;
    private final List<String> columns = new ArrayList<>();
    private long index;
    private boolean done;
    private @Nullable RawRow first;

    JsonDocumentSource(Path file, long firstIndex, Predicate<String> wanted) throws IOException {
        this.file = file;
        this.wanted = wanted;
        this.index = firstIndex;
        parser = JsonText.factory().createParser(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
        try {
            enterList();
            first = read(columns);
        } catch (IOException | RuntimeException e) {
            parser.close();
            throw e;
        }
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public @Nullable RawRow next() throws IOException {
        RawRow ready = first;
        if (ready != null) {
            first = null;
            return ready;
        }
        return done ? null : read(null);
    }

    /** Moves to the list's opening bracket. */
    private void enterList() throws IOException {
        try {
            JsonToken token = parser.nextToken();
            if (token == JsonToken.START_ARRAY) {
                return;
            }
            if (token == JsonToken.START_OBJECT && enterListUnderKey()) {
                return;
            }
        } catch (IOException e) {
            throw brokenOr(e);
        }
        throw new ProblemException(file.toString(), "the file holds no list of rows",
                "Write [{...}, {...}], or {\"data\": [{...}, ...]}, or a row on each line");
    }

    /** {@code data}, or the only key; a list under another key beside others is not taken for the rows. */
    private boolean enterListUnderKey() throws IOException {
        int keys = 0;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            keys++;
            boolean named = "data".equals(parser.currentName());
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_ARRAY && (named || (keys == 1 && onlyKey()))) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }

    /** Reads the file once more, since a stream can't tell what comes after the list. */
    private boolean onlyKey() throws IOException {
        try (JsonParser ahead = JsonText.factory()
                .createParser(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            ahead.nextToken();
            ahead.nextToken();
            ahead.nextToken();
            ahead.skipChildren();
            return ahead.nextToken() == JsonToken.END_OBJECT;
        }
    }

    private @Nullable RawRow read(@Nullable List<String> names) throws IOException {
        try {
            JsonToken token = parser.nextToken();
            if (token == JsonToken.END_ARRAY) {
                done = true;
                return null;
            }
            RowPosition at = new RowPosition(file, index++, parser.currentTokenLocation().getLineNr());
            if (token != JsonToken.START_OBJECT) {
                throw new ProblemException(at.where(), "the list holds " + (token == null
                        ? "nothing more"
                        : JsonText.kind(token)) + " where a row is needed",
                        "Write each row as {\"column\": value, ...}");
            }
            return new RawRow(at, JsonText.object(parser, wanted, names));
        } catch (IOException e) {
            throw brokenOr(e);
        }
    }

    private RuntimeException brokenOr(IOException e) throws IOException {
        if (JsonText.isAboutText(e)) {
            return JsonText.broken(file + ", line " + parser.currentLocation().getLineNr(), e);
        }
        throw e;
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
