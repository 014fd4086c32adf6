package orcareward.engine.train;

/** A run that can't go on since its losses or gradients are no numbers; the message says so to a person. */
public final class NotFiniteException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotFiniteException(String message) {
        super(message);
    }
}
