package orcareward.config;

/** When something recurring is done: TRL's {@code no}, {@code steps}, {@code epoch}. */
public enum IntervalStrategy {
    NO, STEPS, EPOCH
}
