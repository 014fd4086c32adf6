package orcareward.ui.runs;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import orcareward.event.RunEntry;
import orcareward.event.RunState;
import org.jspecify.annotations.Nullable;

/** One run in the list; it stays the same object while the run changes. On the FX thread. */
final class RunRow {
    private final ReadOnlyObjectWrapper<RunsReader.Seen> seen;

    RunRow(RunsReader.Seen seen) {
        this.seen = new ReadOnlyObjectWrapper<>(seen);
    }

    /** Changes when anything about the run does. */
    ReadOnlyObjectProperty<RunsReader.Seen> seenProperty() {
        return seen.getReadOnlyProperty();
    }

    /** Takes over what was read now; nothing happens when it is what is shown. */
    void update(RunsReader.Seen now) {
        RunsReader.Seen before = seen.get();
        // The duration of a run that goes on changes all the time.
        if (isLive() || !now.run().equals(before.run()) || !Arrays.equals(now.loss(), before.loss())) {
            seen.set(now);
        }
    }

    RunEntry run() {
        return seen.get().run();
    }

    Path folder() {
        return Path.of(run().outputDir());
    }

    boolean isLive() {
        return run().state() == RunState.RUNNING;
    }

    /** Whether it ended before its last step, so that training can go on. */
    boolean canGoOn() {
        return !isLive() && run().state() != RunState.FINISHED
                && (run().totalSteps() == 0 || run().step() < run().totalSteps());
    }

    /** Whether all words of a search are somewhere in it. */
    boolean matches(@Nullable String search) {
        String all = String.join(" ", run().name(), run().model(), run().data(), run().method(), run().outputDir(),
                run().state().name()).toLowerCase(Locale.ROOT);
        return search == null || Arrays.stream(search.toLowerCase(Locale.ROOT).split("\\s+")).allMatch(all::contains);
    }
}
