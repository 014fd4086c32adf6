package orcareward.engine.train;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Updates and pairs a second, smoothed; pauses and evaluations don't count. */
final class Speed {
    private static final double SMOOTHING = 0.9;

    private final InstantSource clock;
    private Instant last;
    private double secondsPerUpdate;
    private double secondsPerPair;
    private double weight;

    Speed(InstantSource clock) {
        this.clock = clock;
        this.last = clock.instant();
    }

    /** An update over so many pairs has just ended. */
    void updated(int pairs) {
        Instant now = clock.instant();
        double seconds = Math.max(0, Duration.between(last, now).toNanos() / 1e9); // a clock may be set back
        last = now;
        secondsPerUpdate = SMOOTHING * secondsPerUpdate + (1 - SMOOTHING) * seconds;
        secondsPerPair = SMOOTHING * secondsPerPair + (1 - SMOOTHING) * seconds / pairs;
        weight = SMOOTHING * weight + (1 - SMOOTHING);
    }

    /** What has passed since the last update wasn't spent on training. */
    void forgetPause() {
        last = clock.instant();
    }

    /** Debiased mean. */
    double secondsPerUpdate() {
        return weight == 0 ? 0 : secondsPerUpdate / weight;
    }

    double pairsPerSecond() {
        return secondsPerPair == 0 ? 0 : weight / secondsPerPair;
    }
}
