package orcareward.recipe;

/** Looks at what the program needs on this machine. */
@FunctionalInterface
public interface DoctorRunner {
    /** Looks at everything; what can't be looked at is itself a check with a remedy. */
    DoctorReport run();
}
