package orcareward.tokenize.jinja;

/** What is left of a rendering's limits; one for each rendering, used by one thread. */
final class Budget {
    private final JinjaLimits limits;
    private long work;
    private int depth;

    Budget(JinjaLimits limits) {
        this.limits = limits;
        this.work = limits.work();
    }

    /** Pays for {@code units} of work. */
    void charge(long units) {
        work -= units;
        if (work < 0) {
            throw JinjaException.limit("the template does more than " + limits.work() + " steps");
        }
    }

    /** To be asked before a text or list of this size is made; pays for it too. */
    void allow(long size) {
        checkSize(size);
        charge(1 + size / 4);
    }

    /** As {@link #allow} for what is paid for elsewhere. */
    void checkSize(long size) {
        if (size > limits.characters()) {
            throw JinjaException.limit("the template makes a text or list longer than " + limits.characters());
        }
    }

    /** One level deeper; pays for one step. Each call needs a {@link #leave}. */
    void enter() {
        charge(1);
        if (++depth > limits.depth()) {
            throw JinjaException.limit("the template nests deeper than " + limits.depth() + " levels");
        }
    }

    void leave() {
        depth--;
    }
}
