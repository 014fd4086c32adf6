package orcareward.tokenize.jinja;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Items of a source that pass, changed; each is looked at only when asked for. */
final class FilteredItems implements Iterator<Value> {
    private final Iterator<Value> source;
    private final Predicate<Value> keep;
    private final UnaryOperator<Value> change;
    private @Nullable Value ready;

    FilteredItems(Iterator<Value> source, Predicate<Value> keep, UnaryOperator<Value> change) {
        this.source = source;
        this.keep = keep;
        this.change = change;
    }

    @Override
    public boolean hasNext() {
        while (ready == null && source.hasNext()) {
            Value item = source.next();
            if (keep.test(item)) {
                ready = change.apply(item);
            }
        }
        return ready != null;
    }

    @Override
    public Value next() {
        if (!hasNext() || ready == null) {
            throw new NoSuchElementException();
        }
        Value item = ready;
        ready = null;
        return item;
    }
}
