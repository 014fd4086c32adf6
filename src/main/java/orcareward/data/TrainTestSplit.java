package orcareward.data;

import java.util.Arrays;
import java.util.stream.IntStream;
import orcareward.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Which rows train and which are held out, each in the order in which {@code datasets} lists them.
 *
 * @param train row indices
 * @param test row indices; empty when nothing is held out
 */
@SuppressWarnings("ArrayRecordComponent") // a million boxed rows would cost more than the risk of a write
public record TrainTestSplit(int[] train, int[] test) {
    /**
     * The split of {@code datasets.Dataset.train_test_split(test_size, seed=seed)}, row for row: a permutation by numpy's
     * {@code default_rng(seed)} of which the first ceil(rows x testSize) are held out and the others train.
     *
     * @param rows how many rows there are
     * @param testSize share held out, 0 up to but not including 1; 0 keeps all rows for training, in file order
     * @param seed not negative
     * @throws ProblemException when a part would be empty
     */
    public static TrainTestSplit of(int rows, double testSize, long seed) {
        if (testSize == 0) {
            return new TrainTestSplit(IntStream.range(0, rows).toArray(), new int[0]);
        }
        if (!(testSize > 0 && testSize < 1)) {
            throw new ProblemException("test_size", testSize + " is not a share of the rows",
                    "Give a number from 0 up to, but not including, 1");
        }
        int tests = (int) Math.ceil(testSize * rows);
        if (tests >= rows) {
            throw new ProblemException("test_size", "with " + testSize + " all " + rows
                    + " rows are held out and none is left to train on", "Give a smaller test_size or more rows");
        }
        int[] order = new NumpyGenerator(seed).permutation(rows);
        return new TrainTestSplit(Arrays.copyOfRange(order, tests, rows), Arrays.copyOf(order, tests));
    }

    /**
     * The same split over rows of a larger file.
     *
     * @param kept the file's row index for each row that was split
     */
    public TrainTestSplit over(int[] kept) {
        return new TrainTestSplit(IntStream.of(train).map(i -> kept[i]).toArray(),
                IntStream.of(test).map(i -> kept[i]).toArray());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TrainTestSplit that && Arrays.equals(train, that.train)
                && Arrays.equals(test, that.test);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(train) + Arrays.hashCode(test);
    }

    @Override
    public String toString() {
        return "TrainTestSplit[" + train.length + " train, " + test.length + " test]";
    }
}
