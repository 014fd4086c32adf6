package orcareward.recipe;

/** The tokens of a data set at hand, under the settings they were read with. May be used from any thread. */
public interface Preview extends AutoCloseable {
    /** What was found. */
    PreviewReport report();

    /**
     * What the model sees of a row, also of one that is left out.
     *
     * @param row 0-based row in the data set
     */
    SeenPair seen(int row);

    /** Frees the tokenizer. */
    @Override
    void close();
}
