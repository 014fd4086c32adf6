package orcareward.ui.fx;

import java.nio.file.Path;

/** What a tab may ask of the window: to go on in another tab. On the FX thread. */
public interface Navigator {
    /** Shows a configuration file in Configure. */
    void configure(Path yaml);

    /** Shows Configure as it stands. */
    void configure();

    /** Shows a run's curves in Train, live while it goes: a run of this window, or of another process. */
    void watch(Path outputDir);

    /** Goes on with a run that has ended before its last step. */
    void resume(Path outputDir);

    /** Chooses a model in Evaluate. */
    void evaluate(Path modelDir);

    /** Chooses a model in Score. */
    void score(Path modelDir);

    /** Shows the list of runs. */
    void runs();

    /** Shows a file's folder in the system's file manager; says so where there is none. */
    void openFolder(Path folder);

    /** Tells the person something that has happened elsewhere than where they look; it goes by itself. */
    void notify(String message);
}
