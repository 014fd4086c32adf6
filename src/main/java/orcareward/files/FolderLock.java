package orcareward.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import orcareward.problem.FolderInUseException;
import org.jspecify.annotations.Nullable;

/** A folder held for one process by a locked file in it, which says who holds it. The lock ends with the process. */
final class FolderLock implements AutoCloseable {
    /** Far behind the text: Windows lets no other process read a locked range, and the text is to be read. */
    private static final long LOCKED_BYTE = 1L << 40;

    /**
     * What this process holds, by lock file, with the text in it. Operating systems hold such locks for a process as a whole and
     * drop them when it closes any channel to the file, so that a second attempt must not even open it.
     */
    private static final Map<Path, String> HELD = new HashMap<>();

    private final Path file;
    private final FileChannel channel;

    private FolderLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @param holder what others read while it is held
     * @throws FolderInUseException when it is held already, by this process or another
     * @throws IOException when the file can't be written or the file system has no locks
     */
    static FolderLock take(Path folder, String holder) throws IOException {
        Path file = folder.toRealPath().resolve(RunFiles.LOCK);
        synchronized (HELD) {
            String other = HELD.get(file);
            if (other != null) {
                throw inUse(folder, other);
            }
            FolderLock lock = null;
            while (lock == null) {
                lock = attempt(folder, file, holder);
            }
            HELD.put(file, holder);
            return lock;
        }
    }

    /** One attempt; null when the file was replaced meanwhile by a holder that ended, so that the locked file is no longer there. */
    private static @Nullable FolderLock attempt(Path folder, Path file, String holder) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        boolean taken = false;
        try {
            Object opened = keyOf(file);
            FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
            if (lock == null) {
                throw inUse(folder, read(channel));
            }
            if (!Files.exists(file) || !Objects.equals(opened, keyOf(file))) {
                return null;
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)), 0);
            channel.force(true);
            taken = true;
            return new FolderLock(file, channel);
        } catch (OverlappingFileLockException e) {
            // Held by this Java process through another class loader.
            throw inUse(folder, read(channel));
        } finally {
            if (!taken) {
                channel.close();
            }
        }
    }

    private static @Nullable Object keyOf(Path file) throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(1000);
        channel.read(text, 0);
        return new String(text.array(), 0, text.position(), StandardCharsets.UTF_8);
    }

    private static FolderInUseException inUse(Path folder, String holder) {
        String who = holder.isBlank() ? "another process" : holder.strip();
        return new FolderInUseException(folder.toString(), "the folder is in use by " + who,
                "Wait until that run has ended or stop it, or choose another folder with --output-dir");
    }

    /** The holder's text: process, host, since when. */
    static String describe(long pid, String host, Instant since) {
        return "process " + pid + " on " + host + " since " + since + "\n";
    }

    /** Releases the lock and removes its file. */
    @Override
    public void close() throws IOException {
        synchronized (HELD) {
            if (HELD.remove(file) == null) {
                return;
            }
            try {
                // Before the lock ends: whoever opened the file meanwhile sees that it is gone and tries again.
                Files.deleteIfExists(file);
            } finally {
                channel.close();
            }
        }
    }
}
