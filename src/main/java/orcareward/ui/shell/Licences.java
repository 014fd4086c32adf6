package orcareward.ui.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What the program is made of, and under which licences, from {@code licences.txt}; a test compares it with the class path. */
final class Licences {
    private Licences() {
    }

    static String text() {
        try (InputStream in = Licences.class.getResourceAsStream("/orcareward/ui/licences.txt")) {
            if (in == null) {
                throw new IllegalStateException("the resource licences.txt is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
