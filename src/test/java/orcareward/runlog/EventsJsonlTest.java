package orcareward.runlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import orcareward.event.TrainingEvent;
import orcareward.event.TrainingEvent.PhaseStarted;
import orcareward.problem.ProblemException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventsJsonlTest {
    @TempDir
    Path folder;
    Path file;

    @BeforeEach
    void name() {
        file = folder.resolve(EventsJsonl.NAME);
    }

    @Test
    void anEventIsInTheFileBeforeTheNextIsTaken() throws IOException {
        try (EventsJsonl log = open()) {
            log.accept(event(1));
            assertThat(EventsJsonl.read(file)).containsExactly(event(1));
            log.accept(event(2));
            assertThat(EventsJsonl.read(file)).containsExactly(event(1), event(2));
        }
    }

    @Test
    void aTornLastLineIsCutAndTheLogGoesOn() throws IOException {
        write(event(1), event(2));
        Files.writeString(file, "{\"type\":\"phase_sta", StandardOpenOption.APPEND);
        assertThat(EventsJsonl.read(file)).hasSize(2);
        write(event(3));

        assertThat(EventsJsonl.read(file)).containsExactly(event(1), event(2), event(3));
    }

    @Test
    void aTornLineOfManyBlocksIsCutToo() throws IOException {
        Files.writeString(file, "x".repeat(50_000));
        write(event(1));

        assertThat(EventsJsonl.read(file)).containsExactly(event(1));
    }

    @Test
    void aBrokenLineIsNamedByItsNumber() throws IOException {
        write(event(1));
        Files.writeString(file, "oops\n", StandardOpenOption.APPEND);

        assertThatThrownBy(() -> EventsJsonl.read(file)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("events.jsonl, line 2");
    }

    private EventsJsonl open() throws IOException {
        return EventsJsonl.append(file, trouble -> {
            throw new AssertionError(trouble);
        });
    }

    private void write(TrainingEvent... events) throws IOException {
        try (EventsJsonl log = open()) {
            List.of(events).forEach(log::accept);
        }
    }

    private static PhaseStarted event(int number) {
        return new PhaseStarted(Instant.ofEpochSecond(number), "phase " + number);
    }
}
