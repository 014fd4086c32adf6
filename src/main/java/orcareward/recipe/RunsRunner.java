package orcareward.recipe;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import orcareward.event.EventSink;
import orcareward.event.RunEntry;

/**
 * All runs of this user, also those of the command line, with what they left. Every method reads or writes files on the calling
 * thread; any thread will do.
 */
public interface RunsRunner {
    /**
     * All runs, the newest first, one for each output folder: a run that went on from a checkpoint is one run, and of a folder that
     * was written anew the last stands. One whose process is gone has {@code VANISHED}.
     *
     * @param notices told of each entry that can't be read; it is left out
     */
    List<RunEntry> list(Consumer<String> notices) throws IOException;

    /** What the run measured so far; empty curves when its folder or its events are gone. */
    RunCurves curves(RunEntry run) throws IOException;

    /** Follows the run from its first event. */
    RunTail tail(RunEntry run);

    /** The models that the run has written, the final one first, then its whole checkpoints, the last first. */
    List<RunModel> models(RunEntry run) throws IOException;

    /**
     * The settings that the run was made with.
     *
     * @throws orcareward.problem.ProblemException when its folder holds none that can be read
     */
    RunSettings settings(RunEntry run) throws IOException;

    /** Gives the run another name in the list, also while it goes on; a blank one takes the given name away again. */
    void rename(RunEntry run, String name) throws IOException;

    /**
     * Moves the run out of the list and what it wrote into the trash; files of other names in its folder stay. Where the trash is on
     * another file system the files are copied, and {@code events} gets the bytes done; when it throws, the copy ends and nothing has
     * changed.
     *
     * @throws orcareward.problem.ProblemException when the run goes on, or there is no room
     */
    void delete(RunEntry run, EventSink events) throws IOException;

    /** The deleted runs, the last deleted first. */
    List<TrashedRun> trash() throws IOException;

    /**
     * Puts a deleted run back where it was.
     *
     * @throws orcareward.problem.ProblemException when something else is there now
     */
    void restore(TrashedRun run, EventSink events) throws IOException;

    /** Deletes everything in the trash for good; {@code events} hears how far it is. */
    void emptyTrash(EventSink events) throws IOException;

    /** Deletes a run in the trash for good. */
    void purge(TrashedRun run) throws IOException;
}
