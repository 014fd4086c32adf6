package orcareward.cli;

import java.util.List;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Ctrl-C and the polite form of kill, as signals. A shutdown hook would not do: it hears the first Ctrl-C only, and holds up
 * the end of the process until it returns. The JDK has no supported interface for signals; jdk.unsupported keeps this one.
 */
public final class SignalInterrupts implements Interrupts {
    private static final List<Signal> SIGNALS = List.of(new Signal("INT"), new Signal("TERM"));

    @Override
    public Registration listen(Runnable action) {
        SignalHandler handler = signal -> action.run();
        List<SignalHandler> before = SIGNALS.stream().map(signal -> Signal.handle(signal, handler)).toList();
        return () -> {
            for (int i = 0; i < SIGNALS.size(); i++) {
                Signal.handle(SIGNALS.get(i), before.get(i));
            }
        };
    }
}
