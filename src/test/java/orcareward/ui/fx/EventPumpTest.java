package orcareward.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import orcareward.event.TrainingEvent;
import orcareward.event.TrainingEvent.PhaseProgress;
import orcareward.event.TrainingEvent.StepFinished;
import org.junit.jupiter.api.Test;

/** How events reach the FX thread; the thread here is a queue that the test empties. */
class EventPumpTest {
    private static final Instant NOW = Instant.EPOCH;

    private final ArrayDeque<Runnable> fx = new ArrayDeque<>();
    private final List<List<TrainingEvent>> visits = new ArrayList<>();
    private final EventPump pump = new EventPump(fx::add, visits::add);

    private static StepFinished step(long number) {
        return new StepFinished(NOW, number, 10_000, 0, 1, 1, 1, 1);
    }

    private void empty() {
        while (!fx.isEmpty()) {
            fx.remove().run();
        }
    }

    @Test
    void waitsWithOneHandOverHoweverManyEventsCome() {
        LongStream.range(0, 100).forEach(number -> pump.accept(step(number)));
        assertThat(fx).hasSize(1);
    }

    @Test
    void bringsAllStepsInOrderAtMostFiveHundredAVisit() {
        LongStream.range(0, 1_234).forEach(number -> pump.accept(step(number)));
        empty();
        assertThat(visits).hasSize(3).allSatisfy(visit -> assertThat(visit).hasSizeLessThanOrEqualTo(500));
        assertThat(visits.stream().flatMap(List::stream).map(event -> ((StepFinished) event).step()))
                .containsExactlyElementsOf(LongStream.range(0, 1_234).boxed().toList());
    }

    @Test
    void keepsOnlyTheLastOfHeartbeatsThatNobodyHasSeen() {
        LongStream.range(0, 100).forEach(done -> pump.accept(new PhaseProgress(NOW, "reading", done, 100)));
        pump.accept(step(1));
        empty();
        assertThat(visits).singleElement().satisfies(visit -> assertThat(visit)
                .containsExactly(new PhaseProgress(NOW, "reading", 99, 100), step(1)));
    }

    @Test
    void goesOnAfterAVisit() {
        pump.accept(step(1));
        empty();
        pump.accept(step(2));
        empty();
        assertThat(visits).containsExactly(List.of(step(1)), List.of(step(2)));
    }

    @Test
    void whatFollowsTheLastEventWaitsForAllOfThem() {
        List<String> order = new ArrayList<>();
        EventPump counting = new EventPump(fx::add, batch -> order.add("events " + batch.size()));
        LongStream.range(0, 700).forEach(number -> counting.accept(step(number)));
        counting.whenEmpty(() -> order.add("the end"));
        empty();
        assertThat(order).containsExactly("events 500", "events 200", "the end");
        counting.whenEmpty(() -> order.add("at once"));
        assertThat(order).last().isEqualTo("at once");
    }

    @Test
    void aReceiverThatFailsLosesNothingThatComesLater() {
        List<TrainingEvent> received = new ArrayList<>();
        EventPump failing = new EventPump(work -> {
            try {
                work.run();
            } catch (IllegalStateException e) {
                assertThat(e).hasMessage("a broken chart");
            }
        }, batch -> {
            received.addAll(batch);
            throw new IllegalStateException("a broken chart");
        });
        failing.accept(step(1));
        failing.accept(step(2));
        assertThat(received).containsExactly(step(1), step(2));
    }
}
