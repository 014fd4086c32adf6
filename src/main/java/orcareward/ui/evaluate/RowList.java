package orcareward.ui.evaluate;

import java.util.AbstractList;
import java.util.List;
import javafx.collections.ObservableListBase;

/** The table's lines: pair numbers out of an array that is exchanged as a whole. Only the numbers of lines in view become objects. */
final class RowList extends ObservableListBase<Integer> {
    private int[] pairs = {};

    /** Exchanges all lines. */
    void show(int[] newPairs) {
        List<Integer> old = view(pairs);
        beginChange();
        pairs = newPairs;
        nextReplace(0, newPairs.length, old);
        endChange();
    }

    private static List<Integer> view(int[] pairs) {
        return new AbstractList<>() {
            @Override
            public Integer get(int index) {
                return pairs[index];
            }

            @Override
            public int size() {
                return pairs.length;
            }
        };
    }

    @Override
    public Integer get(int index) {
        return pairs[index];
    }

    @Override
    public int size() {
        return pairs.length;
    }
}
