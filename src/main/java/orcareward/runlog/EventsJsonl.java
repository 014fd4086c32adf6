package orcareward.runlog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import orcareward.event.EventSink;
import orcareward.event.TrainingEvent;
import orcareward.problem.ProblemException;

/** {@code events.jsonl}: every event of a run as a line of {@link EventJson}, with the operating system when {@link #accept} returns: a kill loses none. */
public final class EventsJsonl implements EventSink, AutoCloseable {
    /** The file's name in an output folder. */
    public static final String NAME = "events.jsonl";

    private final Path file;
    private final FileChannel channel;
    private final Consumer<String> onTrouble;
    private boolean broken;

    private EventsJsonl(Path file, FileChannel channel, Consumer<String> onTrouble) {
        this.file = file;
        this.channel = channel;
        this.onTrouble = onTrouble;
    }

    /**
     * Opens for appending; a last line that a kill left unfinished is cut off.
     *
     * @param onTrouble told once, in a person's words, when the file can't be written any more; the run goes on
     */
    public static EventsJsonl append(Path file, Consumer<String> onTrouble) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        try {
            long end = endOfLastLine(channel);
            channel.truncate(end);
            channel.position(end);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        return new EventsJsonl(file, channel, onTrouble);
    }

    /** Where the last line break ends, looking backwards. */
    private static long endOfLastLine(FileChannel channel) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(1 << 13);
        for (long end = channel.size(); end > 0;) {
            long start = Math.max(0, end - block.capacity());
            block.clear().limit((int) (end - start));
            while (block.hasRemaining() && channel.read(block, start + block.position()) >= 0) {
                // until the block is full
            }
            for (int i = block.position() - 1; i >= 0; i--) {
                if (block.get(i) == '\n') {
                    return start + i + 1;
                }
            }
            end = start;
        }
        return 0;
    }

    @Override
    public synchronized void accept(TrainingEvent event) {
        if (broken || !channel.isOpen()) {
            return;
        }
        try {
            ByteBuffer line = ByteBuffer.wrap((EventJson.toJson(event) + "\n").getBytes(StandardCharsets.UTF_8));
            while (line.hasRemaining()) {
                channel.write(line);
            }
        } catch (IOException e) {
            broken = true;
            onTrouble.accept(file + " can't be written any more: " + e.getMessage());
        }
    }

    /**
     * All events in the file, in order; a last line without its line break is not yet an event.
     *
     * @throws ProblemException when another line is broken
     */
    public static List<TrainingEvent> read(Path file) throws IOException {
        String text = Files.readString(file);
        List<TrainingEvent> events = new ArrayList<>();
        int number = 0;
        for (int start = 0, end; (end = text.indexOf('\n', start)) >= 0; start = end + 1) {
            number++;
            try {
                events.add(EventJson.fromJson(text.substring(start, end)));
            } catch (IllegalArgumentException e) {
                throw new ProblemException(file + ", line " + number, "this line is not an event: " + e.getMessage(),
                        "Remove the line", e);
            }
        }
        return events;
    }

    @Override
    public synchronized void close() throws IOException {
        channel.close();
    }
}
