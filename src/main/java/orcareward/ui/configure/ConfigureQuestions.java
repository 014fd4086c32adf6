package orcareward.ui.configure;

import java.nio.file.Path;

/** What the tab asks a person; tests answer themselves. On the FX thread; each call waits for the answer. */
public interface ConfigureQuestions {
    /** What becomes of changes that were not saved. */
    enum Unsaved {
        SAVE, FORGET, CANCEL
    }

    /** What becomes of an output folder with something in it. */
    enum Occupied {
        /** Go on with the run in it, with that run's settings. */
        CONTINUE,
        /** Remove what the run in it wrote. */
        REPLACE,
        /** Write to the folder that is proposed. */
        ELSEWHERE,
        /** Begin nothing. */
        CANCEL
    }

    /** Asked before other settings take the place of changed ones. */
    Unsaved unsaved(String name);

    /**
     * Asked before a run begins.
     *
     * @param canContinue whether there is a run of this program in it
     * @param free the name of a folder that isn't there
     */
    Occupied occupied(Path folder, boolean canContinue, String free);
}
