package orcareward.tokenize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import orcareward.data.PreferencePair;
import orcareward.data.RowFacts;
import orcareward.data.RowPosition;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullMarked
class TokenCacheTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Optional<TokenKey> KEY = Optional.of(new TokenKey("ab".repeat(32)));
    private static final Path FILE = Path.of("pairs.jsonl");

    @TempDir
    private Path folder;

    private TokenCache cache() {
        return new TokenCache(folder, TokenCache.LIMIT, () -> NOW);
    }

    private static TokenizedPair pair(int row, int vocabulary, boolean margin) {
        SplittableRandom random = new SplittableRandom(row);
        int[][] ids = new int[3][];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = random.ints(random.nextInt(20), 0, vocabulary).toArray();
        }
        return new TokenizedPair(row, ids[0], ids[1], ids[2], margin ? (Double) random.nextDouble() : null);
    }

    private static TokenFile write(TokenCache cache, Optional<TokenKey> key, int rows, int vocabulary, boolean margin)
            throws IOException {
        RowFacts facts = new RowFacts();
        try (TokenCache.Entry entry = cache.begin(key, vocabulary)) {
            for (int row = 0; row < rows; row++) {
                entry.add(pair(row, vocabulary, margin));
                facts.add(facts(row));
            }
            return entry.finish(facts);
        }
    }

    private static RowFacts.Row facts(int row) {
        return RowFacts.Row.of(new PreferencePair.Text(row, "", "Q" + row % 7, false, "C", "R", null),
                new RowPosition(FILE, row, row + 1L));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> list = Files.list(folder)) {
            return list.map(path -> String.valueOf(path.getFileName())).sorted().toList();
        }
    }

    private Path onlyFile() throws IOException {
        return folder.resolve(names().getFirst());
    }

    private @Nullable TokenFile found() throws IOException {
        return cache().find(KEY.orElseThrow()).orElse(null);
    }

    @Test
    void whatWasWrittenIsFoundAgainPairForPair() throws IOException {
        for (int vocabulary : new int[]{1 << 16, (1 << 16) + 1, 200_000}) {
            for (boolean margin : new boolean[]{false, true}) {
                write(cache(), KEY, 300, vocabulary, margin);
                TokenFile file = cache().find(KEY.orElseThrow()).orElseThrow();
                assertThat(file.rows()).isEqualTo(300);
                for (int row = 0; row < 300; row++) {
                    TokenizedPair pair = pair(row, vocabulary, margin);
                    assertThat(file.pair(row)).isEqualTo(pair);
                    for (int most = 1; most < 40; most += 3) {
                        assertThat(file.fits(row, most)).isEqualTo(RewardTokenizer.fits(pair, most));
                    }
                }
                assertThat(file.facts().size()).isEqualTo(300);
            }
        }
        assertThat(names()).containsExactly("ab".repeat(32) + ".tokens");
    }

    @Test
    void aViewHasTheRowsInTheOrderAskedFor() throws IOException {
        List<TokenizedPair> pairs = write(cache(), KEY, 10, 1000, false).pairs(new int[]{7, 2, 2});
        assertThat(pairs).containsExactly(pair(7, 1000, false), pair(2, 1000, false), pair(2, 1000, false));
        assertThat(pairs.subList(1, 2)).containsExactly(pair(2, 1000, false));
    }

    @Test
    void anotherKeyIsAMiss() throws IOException {
        write(cache(), KEY, 5, 1000, false);
        assertThat(cache().find(new TokenKey("cd".repeat(32)))).isEmpty();
        Files.move(onlyFile(), folder.resolve("cd".repeat(32) + ".tokens"));
        assertThat(cache().find(new TokenKey("cd".repeat(32)))).isEmpty();
    }

    @Test
    void anyFlippedByteIsADamageAndTheFileIsRemoved() throws IOException {
        write(cache(), KEY, 6, 1000, true);
        byte[] whole = Files.readAllBytes(onlyFile());
        for (int at = 0; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x40;
            Files.write(folder.resolve("ab".repeat(32) + ".tokens"), damaged);
            assertThat(found()).as("byte " + at).isNull();
            assertThat(names()).isEmpty();
        }
    }

    @Test
    void aFileCutOffAnywhereOrGrownIsADamage() throws IOException {
        write(cache(), KEY, 6, 1000, true);
        Path file = onlyFile();
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length += 7) {
            Files.write(file, java.util.Arrays.copyOf(whole, length));
            assertThat(found()).as("length " + length).isNull();
        }
        Files.write(file, whole);
        Files.write(file, new byte[1], StandardOpenOption.APPEND);
        assertThat(found()).isNull();
    }

    @Test
    void anAbandonedEntryLeavesNothing() throws IOException {
        try (TokenCache.Entry entry = cache().begin(KEY, 1000)) {
            entry.add(pair(0, 1000, false));
            assertThat(found()).isNull();
        }
        assertThat(names()).isEmpty();
    }

    @Test
    void idsThatNoOtherRunMayUseLeaveNothingButStayReadable() throws IOException {
        TokenFile file = write(cache(), Optional.empty(), 20, 1000, false);
        assertThat(names()).isEmpty();
        assertThat(file.pair(19)).isEqualTo(pair(19, 1000, false));
    }

    @Test
    void whoeverHasAFileOpenKeepsItWhenAnotherProcessReplacesOrRemovesIt() throws IOException {
        TokenFile file = write(cache(), KEY, 20, 1000, false);
        write(cache(), KEY, 20, 1000, false);
        Files.delete(onlyFile());
        assertThat(file.pair(13)).isEqualTo(pair(13, 1000, false));
    }

    @Test
    void manyWritersOfOneKeyEndWithOneWholeFile() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Callable<TokenFile>> writers = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                writers.add(() -> write(cache(), KEY, 200, 1000, false));
            }
            for (Future<TokenFile> written : threads.invokeAll(writers)) {
                assertThat(written.get().pair(150)).isEqualTo(pair(150, 1000, false));
            }
        }
        assertThat(names()).hasSize(1);
        assertThat(found()).isNotNull();
    }

    @Test
    void beyondTheLimitTheLongestUnusedGoFirstAndTheOneInUseStays() throws IOException {
        TokenCache cache = new TokenCache(folder, 1, () -> NOW);
        write(cache, KEY, 50, 1000, false);
        long size = Files.size(onlyFile());
        Files.delete(onlyFile());
        cache = new TokenCache(folder, 2 * size + size / 2, () -> NOW);
        List<TokenKey> keys = Stream.of("11", "22", "33").map(half -> new TokenKey(half.repeat(32))).toList();
        for (int i = 0; i < 2; i++) {
            write(cache, Optional.of(keys.get(i)), 50, 1000, false);
            Files.setLastModifiedTime(folder.resolve(keys.get(i).sha256() + ".tokens"),
                    FileTime.from(NOW.minusSeconds(100 - i)));
        }
        assertThat(cache.find(keys.getFirst())).isPresent(); // now the other one is the longest unused
        write(cache, Optional.of(keys.get(2)), 50, 1000, false);
        assertThat(names()).containsExactly(keys.get(0).sha256() + ".tokens", keys.get(2).sha256() + ".tokens");
        write(new TokenCache(folder, 1, () -> NOW), KEY, 50, 1000, false);
        assertThat(names()).containsExactly("ab".repeat(32) + ".tokens");
    }

    @Test
    void whatAKilledProcessLeftIsRemovedADayLater() throws IOException {
        Path fresh = Files.write(folder.resolve("tokens1.part"), new byte[1]);
        Path old = Files.write(folder.resolve("tokens2.part"), new byte[1]);
        Path strange = Files.write(folder.resolve("notes.txt"), new byte[1]);
        Files.setLastModifiedTime(fresh, FileTime.from(NOW.minusSeconds(3600)));
        Files.setLastModifiedTime(old, FileTime.from(NOW.minusSeconds(100_000)));
        Files.setLastModifiedTime(strange, FileTime.from(NOW.minusSeconds(100_000)));
        write(cache(), KEY, 1, 1000, false);
        assertThat(fresh).exists();
        assertThat(strange).exists();
        assertThat(old).doesNotExist();
    }

    @Test
    void rowsOutOfOrderAndMarginsOfSomeRowsAreBugs() throws IOException {
        try (TokenCache.Entry entry = cache().begin(KEY, 1000)) {
            entry.add(pair(0, 1000, false));
            assertThatThrownBy(() -> entry.add(pair(2, 1000, false))).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> entry.add(pair(1, 1000, true))).isInstanceOf(IllegalStateException.class);
        }
    }

    /** The structure of a million rows at a tenth: ids are on the disk, of a row only numbers are in the heap. */
    @Test
    void aHundredThousandRowsTakeFewBytesOfHeapEach() throws IOException {
        int rows = 100_000;
        RowFacts facts = new RowFacts();
        int[] ids = IntStream.range(0, 150).toArray();
        TokenFile file;
        try (TokenCache.Entry entry = cache().begin(KEY, 1000)) {
            for (int row = 0; row < rows; row++) {
                entry.add(new TokenizedPair(row, ids, ids, ids, null));
                facts.add(facts(row));
            }
            file = entry.finish(facts);
        }
        List<TokenizedPair> pairs = file.pairs(IntStream.range(0, rows).toArray());
        long before = usedHeap();
        long tokens = 0;
        for (TokenizedPair pair : pairs) {
            tokens += pair.chosenLength() + pair.rejectedIds().length;
        }
        assertThat(tokens).isEqualTo(450L * rows);
        assertThat(usedHeap() - before).isLessThan(rows * 40L);
        assertThat(Files.size(onlyFile())).isEqualTo(TokenFileHeader.BYTES + rows * (900L + 12 + 21));
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
