package orcareward.ui;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;
import orcareward.ui.fx.Background;
import orcareward.ui.fx.Delay;

/** Background work and waiting that happen when a test says so, on its own thread: view models need no toolkit. */
public final class ByHand {
    private final Queue<Runnable> work = new ArrayDeque<>();
    private final Queue<Runnable> delivered = new ArrayDeque<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private final Background background = new Background(delivered::add, new Threads());
    private final Delay delay = later -> {
        Runnable entry = later::run;
        waiting.add(entry);
        return () -> waiting.remove(entry);
    };

    /** What a view model gets. */
    public Background background() {
        return background;
    }

    /** What a view model waits with. */
    public Delay delay() {
        return delay;
    }

    /** All work and its results, until nothing is left to do. */
    public void runAll() {
        while (!work.isEmpty() || !delivered.isEmpty()) {
            Runnable next = delivered.isEmpty() ? work.remove() : delivered.remove();
            next.run();
        }
    }

    /** The time is over for which something waited. */
    public void timePasses() {
        List<Runnable> due = List.copyOf(waiting);
        waiting.clear();
        due.forEach(Runnable::run);
    }

    /** How many things wait. */
    public int waiting() {
        return waiting.size();
    }

    private final class Threads extends AbstractExecutorService {
        @Override
        public void execute(Runnable command) {
            work.add(command);
        }

        @Override
        public void shutdown() {
            work.clear();
        }

        @Override
        public List<Runnable> shutdownNow() {
            work.clear();
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return true;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }
}
