package orcareward.ui.fx;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Properties;

/** Every word on the screen, from {@code texts.properties}. Keys stand in the code as whole literals, so that a test finds missing and unused ones. */
public final class Texts {
    private static final Properties WORDS = load();

    private Texts() {
    }

    /** The text of a key. */
    public static String get(String key) {
        String text = WORDS.getProperty(key);
        if (text == null) {
            throw new IllegalStateException("texts.properties lacks " + key);
        }
        return text;
    }

    /** The text of a key with its places {@code {0}}, {@code {1}} filled ({@link MessageFormat}: a literal apostrophe is doubled there). */
    public static String format(String key, Object... values) {
        return new MessageFormat(get(key), Locale.ROOT).format(values);
    }

    private static Properties load() {
        Properties words = new Properties();
        try (InputStream in = Texts.class.getResourceAsStream("/orcareward/ui/texts.properties")) {
            if (in == null) {
                throw new IllegalStateException("the resource texts.properties is missing");
            }
            words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }
}
