package orcareward;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;

/** Where the golden files are. */
public final class Golden {
    private Golden() {
    }

    /** A file or folder under {@code golden/}. */
    public static Path path(String relative) {
        try {
            return Path.of(Objects.requireNonNull(Golden.class.getResource("/golden/" + relative), relative).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
