package orcareward.event;

/** Takes events from the training thread; must return quickly and may not throw for reasons of its own. */
@FunctionalInterface
public interface EventSink {
    /** Called on the thread that emits. */
    void accept(TrainingEvent event);
}
