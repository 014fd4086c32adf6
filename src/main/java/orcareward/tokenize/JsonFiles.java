package orcareward.tokenize;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import orcareward.files.JsonFault;
import orcareward.problem.ProblemException;

/** The JSON files of a tokenizer's folder. */
final class JsonFiles {
    static final JsonMapper MAPPER = JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonFiles() {
    }

    /** The object in a file; nothing when the file is not there. */
    static Optional<ObjectNode> read(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            if (MAPPER.readTree(Files.readAllBytes(file)) instanceof ObjectNode object) {
                return Optional.of(object);
            }
            throw new ProblemException(file.toString(), "is not a JSON object", "Fetch the tokenizer's files again");
        } catch (JacksonException e) {
            JsonLocation place = e.getLocation();
            throw new ProblemException(place == null ? file.toString() : file + ", line " + place.getLineNr(),
                    "is not valid JSON: " + JsonFault.inWords(e), "Fetch the tokenizer's files again", e);
        } catch (IOException e) {
            throw new ProblemException(file.toString(), "can't be read", "Check the file's permissions", e);
        }
    }
}
