package orcareward.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;

/** The golden files, written by transformers, TRL and peft. */
public final class Golden {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Golden() {
    }

    /** A file or folder of them. */
    public static Path path(String name) {
        try {
            return Path.of(Objects.requireNonNull(Golden.class.getResource("/golden/" + name), name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One read as JSON. */
    public static JsonNode json(String name) throws IOException {
        return MAPPER.readTree(path(name).toFile());
    }

    /** A list of token ids. */
    public static int[] ids(JsonNode node) {
        int[] ids = new int[node.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = node.get(i).intValue();
        }
        return ids;
    }

    /** A list of numbers. */
    public static float[] floats(JsonNode node) {
        float[] numbers = new float[node.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = node.get(i).floatValue();
        }
        return numbers;
    }

    /** The largest difference between two lists of the same length. */
    public static double largestDifference(float[] a, float[] b) {
        if (a.length != b.length) {
            throw new AssertionError(a.length + " numbers against " + b.length);
        }
        double worst = 0;
        for (int i = 0; i < a.length; i++) {
            worst = Double.isNaN(a[i]) || Double.isNaN(b[i])
                    ? Double.NaN
                    : Math.max(worst, Math.abs((double) a[i] - b[i]));
        }
        return worst;
    }
}
