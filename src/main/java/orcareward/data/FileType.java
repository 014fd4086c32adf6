package orcareward.data;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedInputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import orcareward.problem.ProblemException;

/** What kind of file holds the rows. */
enum FileType {
    JSON_LINES, JSON_DOCUMENT, CSV, PARQUET;

    /** Extensions that name a data file, in the order of preference. */
    static final String EXTENSIONS = "jsonl|ndjson|json|parquet|csv";
    private static final int HEAD = 4096;

    /** By extension; JSON, and whatever has none of the known extensions, by content. */
    static FileType of(Path file) throws IOException {
        String name = file.toString().toLowerCase(Locale.ROOT);
        String extension = name.substring(name.lastIndexOf('.') + 1);
        return switch (extension) {
            case "parquet" -> PARQUET;
            case "csv" -> CSV;
            case "json", "jsonl", "ndjson" -> json(file, !extension.equals("json"));
            default -> sniff(file);
        };
    }

    /** One pass over the file's rows. */
    RowSource open(Path file, long firstIndex, Predicate<String> wanted) throws IOException {
        return switch (this) {
            case JSON_LINES -> new JsonLinesSource(file, firstIndex, wanted);
            case JSON_DOCUMENT -> new JsonDocumentSource(file, firstIndex, wanted);
            case CSV -> new CsvSource(file, firstIndex, wanted);
            case PARQUET -> new ParquetSource(file, firstIndex, wanted);
        };
    }

    private static FileType sniff(Path file) throws IOException {
        byte[] head = head(file);
        if (head.length >= 4 && new String(head, 0, 4, StandardCharsets.US_ASCII).equals("PAR1")) {
            return PARQUET;
        }
        for (byte b : head) {
            if (b == 0) {
                throw new ProblemException(file.toString(), "the file is neither JSON Lines, JSON, Parquet nor CSV",
                        "Give a file of one of these kinds; unpack it first if it is compressed");
            }
        }
        return firstCharacter(head).filter(c -> c == '{' || c == '[').isPresent() ? json(file, false) : CSV;
    }

    /** Many files called {@code .json} hold JSON Lines, and some called {@code .jsonl} one document. */
    private static FileType json(Path file, boolean linesByName) throws IOException {
        if (firstCharacter(head(file)).filter(c -> c == '[').isPresent()) {
            return JSON_DOCUMENT;
        }
        return linesByName || firstObjectIsARow(file) ? JSON_LINES : JSON_DOCUMENT;
    }

    /**
     * Whether the first object is a row: it ends on the line where it begins, and holds no list of rows (under {@code data}
     * or its only key) unless another object follows.
     */
    private static boolean firstObjectIsARow(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
                JsonParser parser = JsonText.factory().createParser(in)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return true;
            }
            int firstLine = parser.currentTokenLocation().getLineNr();
            int keys = 0;
            int lists = 0;
            boolean listUnderData = false;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                keys++;
                boolean data = "data".equals(parser.currentName());
                if (parser.nextToken() == JsonToken.START_ARRAY) {
                    lists++;
                    listUnderData |= data;
                }
                parser.skipChildren();
            }
            boolean oneLine = parser.currentTokenLocation().getLineNr() == firstLine;
            boolean holdsRows = listUnderData || (keys == 1 && lists == 1);
            return oneLine && (!holdsRows || parser.nextToken() == JsonToken.START_OBJECT);
        } catch (JsonProcessingException e) {
            // The reader that is chosen here will say what is broken; in the first line, that is a row's.
            return e.getLocation() == null || e.getLocation().getLineNr() <= 1;
        } catch (CharConversionException e) {
            return true;
        }
    }

    private static byte[] head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(HEAD);
        }
    }

    private static Optional<Character> firstCharacter(byte[] head) {
        return new String(head, StandardCharsets.UTF_8).chars().filter(c -> !Character.isWhitespace(c) && c != 0xfeff)
                .mapToObj(c -> (char) c).findFirst();
    }
}
