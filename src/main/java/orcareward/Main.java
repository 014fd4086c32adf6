package orcareward;

import org.jspecify.annotations.NullMarked;

/** Where the program starts; {@code ./orca} runs it. */
@NullMarked
public final class Main {
    private Main() {
    }

    /** Hands over to the command line. */
    public static void main(String[] args) {
        System.exit(0);
    }
}
