package orcareward.recipe;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import orcareward.data.PreferenceDataset;
import orcareward.event.RunControl;
import orcareward.tokenize.TokenizedPair;

/**
 * What the pairs of an evaluation say, by pair. The file that they come from can be read from its start only (CSV, Parquet), and
 * 100,000 conversations are some 300 MB, so the texts are copied once to a file in the cache and read from there by place; what stays in
 * memory is each prompt's first line, for the table: some 20 MB for 100,000. The file goes with its handle, even when the program is killed.
 * Safe from any thread.
 */
public final class PairTexts implements AutoCloseable {
    private static final int OPENING = 160;
    private static final int PARTS = 4;

    private final FileChannel file;
    private final long[] begin;
    private final int[] length;
    private final String[] openings;

    private PairTexts(FileChannel file, int pairs) {
        this.file = file;
        this.begin = new long[pairs];
        this.length = new int[pairs];
        this.openings = new String[pairs];
        Arrays.fill(openings, "");
    }

    /**
     * Copies the texts of some pairs.
     *
     * @param folder where the copy goes
     * @param progress hears how many rows of the file were read
     * @throws CancellationException when {@code control} ends it
     */
    static PairTexts copy(PreferenceDataset dataset, List<TokenizedPair> pairs, Path folder,
            LongConsumer progress, RunControl control) throws IOException {
        Files.createDirectories(folder);
        FileChannel file = FileChannel.open(folder.resolve("texts-" + UUID.randomUUID() + ".tmp"),
                StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
        try {
            PairTexts texts = new PairTexts(file, pairs.size());
            texts.fill(dataset, placesByRow(pairs), progress, control);
            return texts;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Row of the file to pair, -1 where the row isn't one of the pairs. */
    private static int[] placesByRow(List<TokenizedPair> pairs) {
        long[] rows = pairs.stream().mapToLong(TokenizedPair::index).toArray();
        int[] places = new int[Math.toIntExact(Arrays.stream(rows).max().orElse(-1) + 1)];
        Arrays.fill(places, -1);
        for (int pair = 0; pair < rows.length; pair++) {
            places[(int) rows[pair]] = pair;
        }
        return places;
    }

    private void fill(PreferenceDataset dataset, int[] places, LongConsumer progress, RunControl control)
            throws IOException {
        BufferedOutputStream buffer = new BufferedOutputStream(Channels.newOutputStream(file), 1 << 20);
        DataOutputStream out = new DataOutputStream(buffer);
        long[] at = {0};
        dataset.forEach((pair, position) -> {
            long row = pair.index();
            if (row % 1024 == 0) {
                progress.accept(row);
                if (control.isEndRequested()) {
                    throw new CancellationException("the evaluation was asked to end");
                }
            }
            int place = row < places.length ? places[(int) row] : -1;
            if (place >= 0) {
                PairText text = PairText.of(pair);
                begin[place] = at[0];
                length[place] = write(text, out);
                at[0] += length[place];
                openings[place] = text.opening(OPENING);
            }
        });
        out.flush();
    }

    private static int write(PairText text, DataOutputStream out) throws IOException {
        int bytes = 0;
        for (String part : new String[]{text.system(), text.prompt(), text.chosen(), text.rejected()}) {
            byte[] utf8 = part.getBytes(StandardCharsets.UTF_8);
            out.writeInt(utf8.length);
            out.write(utf8);
            bytes += Integer.BYTES + utf8.length;
        }
        return bytes;
    }

    /** How many pairs. */
    public int size() {
        return openings.length;
    }

    /** The prompt's first words, in one line; from memory. */
    public String opening(int pair) {
        return openings[pair];
    }

    /** All of a pair's texts; reads from the disk. */
    public PairText text(int pair) throws IOException {
        ByteBuffer bytes = bytes(pair);
        String[] parts = new String[PARTS];
        for (int i = 0; i < PARTS; i++) {
            byte[] utf8 = new byte[bytes.getInt()];
            bytes.get(utf8);
            parts[i] = new String(utf8, StandardCharsets.UTF_8);
        }
        return new PairText(parts[0], parts[1], parts[2], parts[3]);
    }

    private ByteBuffer bytes(int pair) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length[pair]);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, begin[pair] + bytes.position()) < 0) {
                throw new IOException("the copy of the texts is shorter than it was");
            }
        }
        return bytes.flip();
    }

    /**
     * The pairs of {@code among} whose prompt or responses contain a text, case aside, in the order of {@code among}; reads all of them.
     *
     * @param stop asked now and then; what was found until it says yes is returned
     */
    public int[] containing(String text, int[] among, BooleanSupplier stop) throws IOException {
        String wanted = text.toLowerCase(Locale.ROOT);
        IntStream.Builder found = IntStream.builder();
        for (int i = 0; i < among.length; i++) {
            if (i % 64 == 0 && stop.getAsBoolean()) {
                break;
            }
            PairText pair = text(among[i]);
            if (contains(pair.prompt(), wanted) || contains(pair.chosen(), wanted)
                    || contains(pair.rejected(), wanted)) {
                found.add(among[i]);
            }
        }
        return found.build().toArray();
    }

    private static boolean contains(String text, String wanted) {
        return text.toLowerCase(Locale.ROOT).contains(wanted);
    }

    /** Gives the copy up. */
    @Override
    public void close() throws IOException {
        file.close();
    }
}
