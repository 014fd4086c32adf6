package orcareward.tokenize;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import orcareward.data.RowFacts;
import orcareward.files.AtomicFiles;
import orcareward.files.UserFolder;
import orcareward.problem.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Token ids of earlier runs, a {@link TokenFile} a data set, in a folder that several processes may use at once: files are written beside and
 * renamed, and who has one mapped keeps it whatever becomes of its name. Beyond the limit the files go that nobody has used for longest.
 */
public final class TokenCache {
    /** What the files may take together; the one in use is kept even if it alone takes more. */
    public static final long LIMIT = 4L << 30;

    private static final Logger LOG = LoggerFactory.getLogger(TokenCache.class);
    private static final String WHOLE = ".tokens";
    private static final String PART = ".part";
    private static final Duration ABANDONED = Duration.ofDays(1);
    private static final byte[] NO_KEY = new byte[32];

    private final Path folder;
    private final long limit;
    private final InstantSource clock;

    /** A cache in {@code folder}, which is made when something is written. */
    public TokenCache(Path folder, long limit, InstantSource clock) {
        this.folder = folder;
        this.limit = limit;
        this.clock = clock;
    }

    /** What an earlier run wrote under this key; a damaged file counts as none and is removed. */
    public Optional<TokenFile> find(TokenKey key) throws IOException {
        Path file = file(key);
        Optional<TokenFile> found;
        try {
            found = TokenFile.open(file, key.bytes());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            LOG.warn("{} can't be read; the rows are tokenized again", file, e);
            return Optional.empty();
        }
        if (found.isPresent()) {
            markUsed(file);
        } else {
            LOG.warn("{} is damaged; the rows are tokenized again", file);
            deleteIfPossible(file);
        }
        return found;
    }

    private Path file(TokenKey key) {
        return folder.resolve(key.sha256() + WHOLE);
    }

    private void markUsed(Path file) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
        } catch (IOException e) {
            LOG.debug("{} can't be marked as used", file, e);
        }
    }

    /** On Windows a file that is mapped can't be removed: then a later run does it. */
    private static void deleteIfPossible(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.debug("{} can't be removed now", file, e);
        }
    }

    /**
     * Begins a file.
     *
     * @param key what it is found under later; nothing for ids that no other run may use
     * @param vocabularySize one more than the highest id
     */
    public Entry begin(Optional<TokenKey> key, int vocabularySize) {
        try {
            Files.createDirectories(folder);
            return new Entry(key, Files.createTempFile(folder, "tokens", PART), vocabularySize);
        } catch (IOException e) {
            throw noRoom(e);
        }
    }

    private ProblemException noRoom(IOException cause) {
        return new ProblemException(folder.toString(), "token ids can't be written there: " + cause.getMessage(),
                "Make room, or name another place in the environment variable " + UserFolder.OVERRIDE, cause);
    }

    /** A file that is being written; unless it was finished, nothing of it is left when it is closed. */
    public final class Entry implements AutoCloseable {
        private final Optional<TokenKey> key;
        private final Path part;
        private final TokenFileWriter writer;

        private Entry(Optional<TokenKey> key, Path part, int vocabularySize) throws IOException {
            this.key = key;
            this.part = part;
            this.writer = new TokenFileWriter(part, keyBytes(), vocabularySize);
        }

        private byte[] keyBytes() {
            return key.map(TokenKey::bytes).orElse(NO_KEY);
        }

        /** Takes in a row; every row once, in file order. */
        public void add(TokenizedPair pair) {
            try {
                writer.add(pair);
            } catch (IOException e) {
                throw noRoom(e);
            }
        }

        /** Puts the file in its place for other runs, and opens it. */
        public TokenFile finish(RowFacts facts) throws IOException {
            try {
                writer.finish(facts);
                writer.close();
            } catch (IOException e) {
                throw noRoom(e);
            }
            Path written = key.map(this::moved).orElse(part);
            TokenFile file = TokenFile.open(written, keyBytes())
                    .orElseThrow(() -> new IOException(written + " reads otherwise than it was written"));
            trim(written);
            return file;
        }

        private Path moved(TokenKey found) {
            Path target = file(found);
            try {
                AtomicFiles.move(part, target);
                return target;
            } catch (IOException e) {
                // On Windows, when another process has just written the same and reads it.
                LOG.info("{} can't be put in place", target, e);
                return part;
            }
        }

        @Override
        public void close() throws IOException {
            writer.close();
            deleteIfPossible(part);
        }
    }

    /** Removes what is abandoned, and of the rest what was used longest ago until the limit is kept. */
    private void trim(Path inUse) {
        try {
            trimTo(inUse);
        } catch (IOException e) {
            LOG.warn("{} can't be trimmed", folder, e); // the ids are safe: no reason to end the run
        }
    }

    private void trimTo(Path inUse) throws IOException {
        record Held(Path file, long bytes, FileTime used) {
        }
        List<Held> held = new ArrayList<>();
        List<Path> files;
        try (Stream<Path> list = Files.list(folder)) {
            files = list.toList();
        }
        for (Path file : files) {
            try {
                FileTime used = Files.getLastModifiedTime(file);
                if (file.toString().endsWith(WHOLE)) {
                    held.add(new Held(file, Files.size(file), used));
                } else if (file.toString().endsWith(PART)
                        && used.toInstant().isBefore(clock.instant().minus(ABANDONED))) {
                    deleteIfPossible(file);
                }
            } catch (NoSuchFileException e) {
                LOG.debug("{} was removed meanwhile", file);
            }
        }
        held.sort(Comparator.comparing(Held::used));
        long sum = held.stream().mapToLong(Held::bytes).sum();
        for (Held old : held) {
            if (sum > limit && !old.file().equals(inUse)) {
                deleteIfPossible(old.file());
                sum -= old.bytes();
            }
        }
    }
}
