package orcareward.ui.evaluate;

import javafx.collections.ObservableListBase;
import org.jspecify.annotations.Nullable;

/**
 * The table's lines: pair numbers out of an array. Only the numbers of lines in view become objects. It never changes: a table takes
 * another list in a tenth of the time that it takes to hear of 100,000 exchanged lines.
 */
final class RowList extends ObservableListBase<Integer> {
    private final int[] pairs;

    /** Of an array that nobody writes to. */
    RowList(int[] pairs) {
        this.pairs = pairs;
    }

    @Override
    public Integer get(int index) {
        return pairs[index];
    }

    /** The table looks its selection up when it is given another list. */
    @Override
    public int indexOf(@Nullable Object pair) {
        if (pair instanceof Integer number) {
            for (int line = 0; line < pairs.length; line++) {
                if (pairs[line] == number) {
                    return line;
                }
            }
        }
        return -1;
    }

    @Override
    public int size() {
        return pairs.length;
    }
}
