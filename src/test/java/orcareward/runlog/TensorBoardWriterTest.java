package orcareward.runlog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorBoardWriterTest {
    private static final double START = TrlTrace.START.getEpochSecond() + 0.5;

    @TempDir
    Path folder;

    /** A record as read back: field numbers and wire types by hand, as the format's description has them. */
    record Read(double wallTime, long step, String version, Map<String, Float> scalars) {
    }

    @Test
    void recordsHoldTrlsScalarsUnderTransformersTags() throws IOException {
        List<Read> records = records(write());

        assertThat(records.getFirst()).isEqualTo(new Read(START, 0, "brain.Event:2", Map.of()));
        assertThat(records).hasSize(80);
        Map<String, List<String>> points = new LinkedHashMap<>();
        for (Read read : records) {
            read.scalars.forEach((tag, value) -> points.computeIfAbsent(tag, missing -> new ArrayList<>())
                    .add(read.step + " " + value));
        }
        JsonNode golden = TrlTrace.json("train_full/trl_output/LISTING.json").get("tensorboard_first_values").iterator()
                .next().get("scalars");
        assertThat(new TreeSet<>(points.keySet())).isEqualTo(new TreeSet<>(names(golden)));
        golden.properties().forEach(tag -> {
            for (int i = 0; i < tag.getValue().size(); i++) {
                JsonNode point = tag.getValue().get(i);
                assertThat(points.getOrDefault(tag.getKey(), List.of())).as(tag.getKey()).element(i)
                        .isEqualTo(point.get(0).asLong() + " " + (float) point.get(1).asDouble());
            }
        });
        assertThat(records.get(1).wallTime).isEqualTo(START);
        assertThat(records.get(2).wallTime).isEqualTo(START + 1);
    }

    @Test
    void fileAndFolderAreNamedAsTransformersDoes() throws IOException {
        Path file = write();

        assertThat(folder.relativize(file)).hasToString(
                Path.of("runs", "Jan02_03-04-05_box", "events.out.tfevents.1767323045.box.77.0").toString());
        assertThat(write().getFileName()).hasToString("events.out.tfevents.1767323045.box.77.1");
    }

    @Test
    void checksumsAreCrc32cMasked() {
        // RFC 3720, B.4: CRC-32C of 32 zero bytes is 0x8a9136aa.
        int rotated = 0x8a9136aa >>> 15 | 0x8a9136aa << 17;

        assertThat(TensorBoardWriter.maskedCrc(new byte[32], 0, 32)).isEqualTo(rotated + 0xa282ead8);
    }

    private Path write() throws IOException {
        Path run = TensorBoardWriter.defaultFolder(folder, TrlTrace.START.atZone(ZoneOffset.UTC), "box");
        try (TensorBoardWriter writer = TensorBoardWriter.create(run, TrlTrace.START, "box", 77, trouble -> {
            throw new AssertionError(trouble);
        })) {
            new TrlTrace("train_full").events().forEach(writer::accept);
            return writer.file();
        }
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<Read> records(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        List<Read> records = new ArrayList<>();
        while (bytes.hasRemaining()) {
            int start = bytes.position();
            int length = Math.toIntExact(bytes.getLong());
            assertThat(bytes.getInt()).isEqualTo(TensorBoardWriter.maskedCrc(bytes.array(), start, 8));
            int data = bytes.position();
            records.add(parse(bytes.slice(data, length).order(ByteOrder.LITTLE_ENDIAN)));
            bytes.position(data + length);
            assertThat(bytes.getInt()).isEqualTo(TensorBoardWriter.maskedCrc(bytes.array(), data, length));
        }
        return records;
    }

    private static Read parse(ByteBuffer event) {
        double wallTime = 0;
        long step = 0;
        String version = "";
        Map<String, Float> scalars = new LinkedHashMap<>();
        while (event.hasRemaining()) {
            switch (event.get()) {
                case 1 << 3 | 1 -> wallTime = event.getDouble();
                case 2 << 3 -> step = varint(event);
                case 3 << 3 | 2 -> version = text(event);
                case 5 << 3 | 2 -> {
                    ByteBuffer summary = part(event);
                    while (summary.hasRemaining()) {
                        assertThat(summary.get()).isEqualTo((byte) (1 << 3 | 2));
                        ByteBuffer value = part(summary);
                        assertThat(value.get()).isEqualTo((byte) (1 << 3 | 2));
                        String tag = text(value);
                        assertThat(value.get()).isEqualTo((byte) (2 << 3 | 5));
                        scalars.put(tag, value.getFloat());
                    }
                }
                case 10 << 3 | 2 -> part(event);
                default -> throw new AssertionError("unknown field");
            }
        }
        return new Read(wallTime, step, version, scalars);
    }

    private static ByteBuffer part(ByteBuffer message) {
        int length = (int) varint(message);
        ByteBuffer part = message.slice(message.position(), length).order(ByteOrder.LITTLE_ENDIAN);
        message.position(message.position() + length);
        return part;
    }

    private static String text(ByteBuffer message) {
        return StandardCharsets.UTF_8.decode(part(message)).toString();
    }

    private static long varint(ByteBuffer message) {
        long value = 0;
        for (int shift = 0;; shift += 7) {
            byte next = message.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
