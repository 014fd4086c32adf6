package orcareward.runlog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import orcareward.event.EventSink;
import orcareward.event.TrainingEvent;

/**
 * A TensorBoard event file with the scalars that transformers' callback writes: each number of a {@link LogHistory} entry as
 * {@code eval/NAME} or {@code train/NAME}, at the entry's step. On disk when {@link #accept} returns.
 */
public final class TensorBoardWriter implements EventSink, AutoCloseable {
    /** Names of a run's folder under {@code runs/}, {@code Nov23_07-29-17_host}. */
    private static final DateTimeFormatter FOLDER_TIME = DateTimeFormatter.ofPattern("MMMdd_HH-mm-ss", Locale.ENGLISH);

    private final Path file;
    private final FileChannel channel;
    private final Consumer<String> onTrouble;
    private boolean broken;

    private TensorBoardWriter(Path file, FileChannel channel, Consumer<String> onTrouble) {
        this.file = file;
        this.channel = channel;
        this.onTrouble = onTrouble;
    }

    /** Where transformers puts a run's file when {@code logging_dir} is not given: {@code runs/MonDD_HH-MM-SS_host}. */
    public static Path defaultFolder(Path outputDir, ZonedDateTime started, String host) {
        return outputDir.resolve("runs").resolve(FOLDER_TIME.format(started) + "_" + host);
    }

    /**
     * Begins a new file.
     *
     * @param folder the run's folder, made where needed
     * @param host part of the file's name
     * @param onTrouble told once, in a person's words, when the file can't be written any more; the run goes on
     */
    public static TensorBoardWriter create(Path folder, Instant started, String host, long pid,
            Consumer<String> onTrouble)
            throws IOException {
        Files.createDirectories(folder);
        String stem = String.format(Locale.ROOT, "events.out.tfevents.%010d.%s.%d.", started.getEpochSecond(), host,
                pid);
        int uid = 0;
        while (Files.exists(folder.resolve(stem + uid))) {
            uid++;
        }
        Path file = folder.resolve(stem + uid);
        TensorBoardWriter writer = new TensorBoardWriter(file,
                FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), onTrouble);
        try {
            writer.write(new Protobuf().putDouble(Field.WALL_TIME, seconds(started))
                    .putString(Field.FILE_VERSION, "brain.Event:2")
                    .putMessage(Field.SOURCE_METADATA, new Protobuf().putString(1, "orca-reward-studio")));
        } catch (IOException e) {
            writer.close();
            throw e;
        }
        return writer;
    }

    /** Field numbers of tensorflow's {@code Event}, {@code Summary} and {@code Summary.Value}. */
    private static final class Field {
        static final int WALL_TIME = 1;
        static final int STEP = 2;
        static final int FILE_VERSION = 3;
        static final int SUMMARY = 5;
        static final int SOURCE_METADATA = 10;
        static final int VALUE = 1;
        static final int TAG = 1;
        static final int SIMPLE_VALUE = 2;
    }

    /** The file that is written. */
    public Path file() {
        return file;
    }

    @Override
    public synchronized void accept(TrainingEvent event) {
        if (broken || !channel.isOpen()) {
            return;
        }
        try {
            Map<String, Object> entry = LogHistory.entry(event).orElse(Map.of());
            if (entry.get("step") instanceof Long step) {
                write(scalars(event.time(), step, entry));
            }
        } catch (IOException e) {
            broken = true;
            onTrouble.accept(file + " can't be written any more: " + e.getMessage());
        }
    }

    private static Protobuf scalars(Instant time, long step, Map<String, Object> entry) {
        Protobuf summary = new Protobuf();
        entry.forEach((key, value) -> {
            if (value instanceof Double number) {
                summary.putMessage(Field.VALUE, new Protobuf().putString(Field.TAG, tag(key))
                        .putFloat(Field.SIMPLE_VALUE, number.floatValue()));
            }
        });
        return new Protobuf().putDouble(Field.WALL_TIME, seconds(time)).putLong(Field.STEP, step)
                .putMessage(Field.SUMMARY, summary);
    }

    /** Transformers' {@code rewrite_logs}. */
    static String tag(String key) {
        return key.startsWith("eval_") ? "eval/" + key.substring("eval_".length()) : "train/" + key;
    }

    private static double seconds(Instant time) {
        return time.getEpochSecond() + time.getNano() / 1e9;
    }

    /** A record: length, its checksum, the message, its checksum. */
    private void write(Protobuf message) throws IOException {
        byte[] data = message.toByteArray();
        byte[] length = Protobuf.littleEndian(Long.BYTES).putLong(data.length).array();
        ByteBuffer record = Protobuf.littleEndian(length.length + Integer.BYTES + data.length + Integer.BYTES);
        record.put(length).putInt(maskedCrc(length, 0, length.length));
        record.put(data).putInt(maskedCrc(data, 0, data.length)).flip();
        while (record.hasRemaining()) {
            channel.write(record);
        }
    }

    /** CRC-32C, rotated and shifted: a checksum of data that holds checksums is weak, says the format. */
    static int maskedCrc(byte[] bytes, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, offset, length);
        return Integer.rotateRight((int) crc.getValue(), 15) + 0xa282ead8;
    }

    @Override
    public synchronized void close() throws IOException {
        channel.close();
    }
}
