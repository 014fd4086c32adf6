package orcareward.problem;

/** Another process writes to the output folder. The command line exits with 3. */
public final class FolderInUseException extends ProblemException {
    private static final long serialVersionUID = 1L;

    /** Names the folder and who holds it. */
    public FolderInUseException(String where, String what, String remedy) {
        super(where, what, remedy);
    }
}
