package orcareward.problem;

/**
 * One thing that is wrong with what the user gave.
 *
 * @param where the file, line or field: {@code data.jsonl, line 12} or {@code learning_rate}
 * @param what what is wrong there, as a sentence without its full stop
 * @param remedy what to do about it, as a sentence without its full stop; empty when the first part says it all
 */
public record Problem(String where, String what, String remedy) {
    /** The problem in one line: where, what, remedy. */
    public String toLine() {
        String line = where.isEmpty() ? what : where + ": " + what;
        return remedy.isEmpty() ? line : line + ". " + remedy;
    }
}
