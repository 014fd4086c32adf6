package orcareward.problem;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The user's input can't be used; carries every problem found, at least one. The command line exits with 2. */
public class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient List<Problem> problems;

    /** Several problems found together. */
    public ProblemException(List<Problem> problems) {
        this(problems, null);
    }

    /** Several problems found together, with the exception that led to them. */
    public ProblemException(List<Problem> problems, @Nullable Throwable cause) {
        super(problems.stream().map(Problem::toLine).collect(Collectors.joining("\n")), cause);
        if (problems.isEmpty()) {
            throw new IllegalStateException("a ProblemException needs at least one problem");
        }
        this.problems = List.copyOf(problems);
    }

    /** One problem. */
    public ProblemException(String where, String what, String remedy) {
        this(List.of(new Problem(where, what, remedy)));
    }

    /** One problem, with the exception that led to it. */
    public ProblemException(String where, String what, String remedy, Throwable cause) {
        this(List.of(new Problem(where, what, remedy)), cause);
    }

    /** What is wrong, in the order found. */
    public List<Problem> problems() {
        return problems;
    }
}
