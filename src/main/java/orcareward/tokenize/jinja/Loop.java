package orcareward.tokenize.jinja;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The variable {@code loop}: where a {@code for} stands. Reads ahead only when asked what comes, as Jinja's does. */
final class Loop implements Value {
    /** Renders the body of a recursive loop over other items. */
    @FunctionalInterface
    interface Body {
        String render(Value items, int depth0);
    }

    private final int depth0;
    private final @Nullable Body recursive;
    private final Budget budget;
    private Iterator<Value> source;
    private long length;
    private long index0 = -1;
    private @Nullable Value previous;
    private @Nullable Value current;
    private @Nullable List<Value> lastChanged;

    /** {@code length} is negative when it is only known by reading all items. */
    Loop(Iterator<Value> source, long length, int depth0, @Nullable Body recursive, Budget budget) {
        this.source = source;
        this.length = length;
        this.depth0 = depth0;
        this.recursive = recursive;
        this.budget = budget;
    }

    boolean hasNext() {
        return source.hasNext();
    }

    Value next() {
        previous = current;
        Value item = source.next();
        current = item;
        index0++;
        return item;
    }

    long index() {
        return index0 + 1;
    }

    long length() {
        if (length < 0) {
            List<Value> rest = new ArrayList<>();
            source.forEachRemaining(rest::add);
            length = index() + rest.size();
            source = rest.iterator();
        }
        return length;
    }

    private @Nullable Value peek() {
        if (!source.hasNext()) {
            return null;
        }
        Value next = source.next();
        Iterator<Value> rest = source;
        source = new Iterator<>() {
            private boolean first = true;

            @Override
            public boolean hasNext() {
                return first || rest.hasNext();
            }

            @Override
            public Value next() {
                if (first) {
                    first = false;
                    return next;
                }
                return rest.next();
            }
        };
        return next;
    }

    /** What {@code loop.name} is, or null when there is no such thing. */
    @Nullable
    Value attribute(String name) {
        return switch (name) {
            case "index" -> Value.of(index());
            case "index0" -> Value.of(index0);
            case "first" -> Value.of(index0 == 0);
            case "last" -> Value.of(!source.hasNext());
            case "length" -> Value.of(length());
            case "revindex" -> Value.of(length() - index0);
            case "revindex0" -> Value.of(length() - index());
            case "depth" -> Value.of(depth0 + 1);
            case "depth0" -> Value.of(depth0);
            case "previtem" -> previous == null ? new Undefined("there is no previous item") : previous;
            case "nextitem" -> {
                Value next = peek();
                yield next == null ? new Undefined("there is no next item") : next;
            }
            case "cycle" -> (Callable) arguments -> cycle(arguments.positional());
            case "changed" -> (Callable) arguments -> Value.of(changed(arguments.positional()));
            default -> null;
        };
    }

    private Value cycle(List<Value> items) {
        if (items.isEmpty()) {
            throw JinjaException.operation("loop.cycle needs items");
        }
        return items.get((int) (index0 % items.size()));
    }

    private boolean changed(List<Value> values) {
        boolean changed = lastChanged == null
                || !PyObjects.equal(Value.list(lastChanged), Value.list(values), budget);
        lastChanged = values;
        return changed;
    }

    /** {@code loop(items)} in a recursive loop. */
    Value call(Arguments arguments) {
        if (recursive == null) {
            throw JinjaException.operation("only a loop marked 'recursive' can be called");
        }
        return Value.of(recursive.render(arguments.required(0, "iterable"), depth0 + 1));
    }
}
