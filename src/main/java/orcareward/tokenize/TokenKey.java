package orcareward.tokenize;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import orcareward.config.PromptFormat;
import orcareward.data.DatasetBytes;
import orcareward.data.LocatedDataset;

/**
 * What decides the token ids of a data set's rows and the facts of its report, as one hash. Which rows are held out, left out or over-long is
 * decided afterwards and isn't part of it.
 *
 * @param sha256 in lower-case hex
 */
public record TokenKey(String sha256) {
    /** To be raised when the same input gives other ids or facts than before, or {@link TokenFile} has another layout. */
    private static final int VERSION = 1;

    /**
     * The key of a data set as it is read here.
     *
     * @param columns column names by role, see {@code DataConfig}
     * @param format a decided one, not AUTO
     * @return nothing when the same input doesn't always give the same ids: the chat template reads the clock
     */
    public static Optional<TokenKey> of(LocatedDataset located, DatasetBytes read, Map<String, String> columns,
            PromptFormat format, RewardTokenizer tokenizer) {
        return tokenizer.fingerprint().map(ids -> {
            Hasher hasher = new Hasher();
            hasher.add("version " + VERSION).add(read.sha256()).add(format.yamlName()).add(ids);
            for (DatasetBytes.Stamp stamp : read.stamps()) { // where one file ends, and what its name says about its kind
                hasher.add(stamp.size() + extension(stamp.file()));
            }
            hasher.add(located.files().size() + " files");
            new TreeMap<>(columns).forEach((role, name) -> hasher.add(role).add(name));
            return new TokenKey(hasher.hex());
        });
    }

    private static String extension(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** The hash itself. */
    byte[] bytes() {
        return HexFormat.of().parseHex(sha256);
    }

    /** SHA-256 over texts, each with its length first, so that they can't run into each other. */
    static final class Hasher {
        private final MessageDigest digest = sha256();

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (java.security.NoSuchAlgorithmException e) {
                throw new IllegalStateException("this Java lacks SHA-256", e);
            }
        }

        Hasher add(String text) {
            return add(text.getBytes(StandardCharsets.UTF_8));
        }

        Hasher add(byte[] bytes) {
            digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
            return this;
        }

        String hex() {
            return HexFormat.of().formatHex(digest.digest());
        }
    }
}
