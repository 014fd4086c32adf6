package orcareward.cli;

import java.util.function.Function;
import orcareward.event.EventSink;
import orcareward.event.TrainingEvent;
import orcareward.event.TrainingEvent.Notice;
import orcareward.event.TrainingEvent.RunFailed;
import orcareward.event.TrainingEvent.Severity;

/** Shows events to whoever called the program; safe from any thread. */
interface ProgressSink extends EventSink, AutoCloseable {
    /** A line for the person, apart from the events: above the progress line, or on standard error beside JSON. */
    void say(String line);

    /** Leaves the terminal as it should be. */
    @Override
    default void close() {
    }

    /** A progress line on a terminal, lines elsewhere. */
    static ProgressSink speaking(CliContext context) {
        return new SpeakingSink(context);
    }

    /** Warnings alone, on standard error; standard output stays free for the result. */
    static ProgressSink quiet(CliContext context) {
        return new ErrorStreamSink(context, event -> {
            if (event instanceof Notice notice && notice.severity() != Severity.INFO) {
                return notice.message();
            }
            return event instanceof RunFailed failed ? failed.message() : "";
        });
    }

    /** Each event a line of JSON on standard output, nothing else there. */
    static ProgressSink json(CliContext context, Function<TrainingEvent, String> eventJson) {
        return new JsonSink(context, eventJson);
    }

    /** Lines on standard error; events without words there are left out. */
    record ErrorStreamSink(CliContext context, Function<TrainingEvent, String> words) implements ProgressSink {
        @Override
        public void accept(TrainingEvent event) {
            String line = words.apply(event);
            if (!line.isEmpty()) {
                say(line);
            }
        }

        @Override
        public void say(String line) {
            context.err().println(line);
            context.err().flush();
        }
    }

    /** Events as lines of JSON. */
    record JsonSink(CliContext context, Function<TrainingEvent, String> eventJson) implements ProgressSink {
        @Override
        public void accept(TrainingEvent event) {
            context.out().println(eventJson.apply(event)); // one call, so that lines of two threads can't mix
            context.out().flush();
        }

        @Override
        public void say(String line) {
            context.err().println(line);
            context.err().flush();
        }
    }
}
