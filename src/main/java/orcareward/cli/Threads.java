package orcareward.cli;

import orcareward.problem.ProblemException;

/** The option {@code --threads}, which several commands have. */
final class Threads {
    /** As for {@code cpu_threads}: many more would end the process instead of making it faster. */
    private static final int MOST = 1024;

    private Threads() {
    }

    /** The number as given when it is one that can be used; 0 stands for libtorch's own choice. */
    static int checked(int threads) {
        if (threads < 0 || threads > MOST) {
            throw new ProblemException("--threads", "must be at least 0 and at most " + MOST + ", not " + threads,
                    "Leave it out for one thread a core");
        }
        return threads;
    }
}
