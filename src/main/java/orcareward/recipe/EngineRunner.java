package orcareward.recipe;

/** Starts the engine ahead of its first use, and says how it stands. */
public interface EngineRunner {
    /** Loads libtorch, which takes seconds the first time; a failure is part of the answer. */
    EngineStatus start();

    /** Memory in use: this process's, in bytes; 0 where the platform doesn't tell. Quick enough for once a second, off the FX thread. */
    long memoryInUse();
}
