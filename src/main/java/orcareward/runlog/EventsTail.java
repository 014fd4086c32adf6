package orcareward.runlog;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import orcareward.event.TrainingEvent;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code events.jsonl} while another process may be writing it: each call gives what came since the last one. A last line
 * without its line break waits for the next call; a line that holds no event that this version knows is passed over. Not for
 * several threads at once.
 */
public final class EventsTail {
    /** Bytes a call reads at most, so that a long file costs no more memory than a short one. */
    private static final int BLOCK = 1 << 20;

    private final Path file;
    private final Predicate<String> wanted;
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private @Nullable Object key;
    private long position;

    /**
     * Begins at the file's start; the file need not be there yet.
     *
     * @param wanted by an event's type, {@code step_logged}: the others are not even parsed
     */
    public EventsTail(Path file, Predicate<String> wanted) {
        this.file = file;
        this.wanted = wanted;
    }

    /** What came since the last call, at most about a megabyte of it. */
    public record Part(List<TrainingEvent> events, boolean atEnd) {
    }

    /**
     * Reads on. When the file was replaced by a new one it is read from its start: that one begins with a run's start.
     *
     * @throws IOException when the file is there and can't be read
     */
    public Part read() throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            Object now = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
            if (!Objects.equals(now, key) || channel.size() < position) {
                key = now;
                position = 0;
                begun.reset();
            }
            ByteBuffer block = ByteBuffer.allocate((int) Math.min(BLOCK, channel.size() - position));
            while (block.hasRemaining() && channel.read(block, position + block.position()) >= 0) {
                // until the block is full
            }
            position += block.position();
            return new Part(events(block.array(), block.position()), position >= channel.size());
        } catch (NoSuchFileException e) {
            return new Part(List.of(), true); // the run hasn't begun to write
        }
    }

    private List<TrainingEvent> events(byte[] bytes, int length) {
        List<TrainingEvent> events = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < length; i++) {
            if (bytes[i] == '\n') {
                begun.write(bytes, start, i - start);
                add(begun.toString(StandardCharsets.UTF_8), events);
                begun.reset();
                start = i + 1;
            }
        }
        begun.write(bytes, start, length - start);
        return events;
    }

    private void add(String line, List<TrainingEvent> events) {
        if (!wanted.test(EventJson.typeOf(line))) {
            return;
        }
        try {
            events.add(EventJson.fromJson(line));
        } catch (IllegalArgumentException e) {
            return; // a later version's event, or a line that someone edited: the others still draw their curves
        }
    }
}
