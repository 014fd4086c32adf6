package orcareward.recipe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import orcareward.files.AtomicFiles;
import orcareward.files.JsonFields;
import orcareward.problem.Problem;
import orcareward.problem.ProblemException;

/**
 * What a checkpoint consists of: {@code orca_manifest.json} with every file's size and SHA-256. It is written last, from the files as
 * they are read back, so that a checkpoint that has one was readable when it was made.
 */
final class Manifest {
    static final String NAME = "orca_manifest.json";
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String REMEDY = "Resume from an earlier checkpoint of the run, by naming it";
    private static final int BUFFER = 1 << 20;

    private Manifest() {
    }

    static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve(NAME));
    }

    /** Reads back what is in the folder and writes down what it is. */
    static void write(Path folder) throws IOException {
        ObjectNode root = MAPPER.createObjectNode();
        ObjectNode files = root.putObject("files");
        for (Path file : filesIn(folder)) {
            ObjectNode entry = files.putObject(file.getFileName().toString());
            entry.put("bytes", Files.size(file));
            entry.put("sha256", sha256(file));
        }
        AtomicFiles.write(folder.resolve(NAME),
                out -> out.write(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(root)));
    }

    /**
     * Compares the folder's files with what was written down.
     *
     * @throws ProblemException naming every file that is missing or another than before
     */
    static void verify(Path folder) throws IOException {
        Path manifest = folder.resolve(NAME);
        JsonNode files = JsonFields.read(manifest, REMEDY).node().path("files");
        if (!files.isObject() || files.isEmpty()) {
            throw new ProblemException(manifest.toString(), "it names no files", REMEDY);
        }
        List<Problem> problems = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : files.properties()) {
            Path file = folder.resolve(entry.getKey()).normalize();
            if (!folder.normalize().equals(file.getParent())) {
                throw new ProblemException(manifest.toString(), "it names a file outside its folder", REMEDY);
            }
            String what = difference(file, entry.getValue());
            if (!what.isEmpty()) {
                problems.add(new Problem(file.toString(), what, REMEDY));
            }
        }
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
    }

    private static String difference(Path file, JsonNode expected) throws IOException {
        if (!Files.isRegularFile(file)) {
            return "this file of the checkpoint is missing";
        }
        long bytes = Files.size(file);
        if (bytes != expected.path("bytes").asLong(-1)) {
            return "this file of the checkpoint has %,d bytes, and was written with %,d".formatted(bytes,
                    expected.path("bytes").asLong(-1));
        }
        return sha256(file).equals(expected.path("sha256").asText())
                ? ""
                : "this file of the checkpoint has changed since it was written: its SHA-256 is another one";
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).filter(file -> !file.endsWith(NAME)).sorted().toList();
        }
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
