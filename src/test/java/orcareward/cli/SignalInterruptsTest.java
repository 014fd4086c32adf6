package orcareward.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import sun.misc.Signal;
import sun.misc.SignalHandler;

class SignalInterruptsTest {
    @Test
    void everyCtrlCAndThePoliteKillAreHeardUntilTheListeningEnds() throws InterruptedException {
        String ctrlC = isIgnoredHere("INT") ? "TERM" : "INT";
        Semaphore outer = new Semaphore(0);
        Semaphore heard = new Semaphore(0);
        // The outer listener keeps a signal that is not for the inner one from ending this process.
        try (Interrupts.Registration kept = new SignalInterrupts().listen(outer::release)) {
            try (Interrupts.Registration inner = new SignalInterrupts().listen(heard::release)) {
                for (String signal : new String[]{ctrlC, ctrlC, "TERM"}) {
                    Signal.raise(new Signal(signal));
                    assertThat(heard.tryAcquire(20, TimeUnit.SECONDS)).as(signal).isTrue();
                }
            }
            Signal.raise(new Signal(ctrlC));
            assertThat(outer.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
            assertThat(heard.availablePermits()).isZero();
        }
    }

    /** A shell starts what it puts in the background with Ctrl-C ignored, and Java leaves it at that. */
    private static boolean isIgnoredHere(String signal) {
        SignalHandler before = Signal.handle(new Signal(signal), SignalHandler.SIG_DFL);
        Signal.handle(new Signal(signal), before);
        return before == SignalHandler.SIG_IGN;
    }
}
