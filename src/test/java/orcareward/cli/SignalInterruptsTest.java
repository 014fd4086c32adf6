package orcareward.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import sun.misc.Signal;

class SignalInterruptsTest {
    @Test
    void everyCtrlCAndThePoliteKillAreHeardUntilTheListeningEnds() throws InterruptedException {
        Semaphore outer = new Semaphore(0);
        Semaphore heard = new Semaphore(0);
        // The outer listener keeps a signal that is not for the inner one from ending this process.
        try (Interrupts.Registration kept = new SignalInterrupts().listen(outer::release)) {
            try (Interrupts.Registration inner = new SignalInterrupts().listen(heard::release)) {
                for (String signal : new String[]{"INT", "INT", "TERM"}) {
                    Signal.raise(new Signal(signal));
                    assertThat(heard.tryAcquire(20, TimeUnit.SECONDS)).as(signal).isTrue();
                }
            }
            Signal.raise(new Signal("INT"));
            assertThat(outer.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
            assertThat(heard.availablePermits()).isZero();
        }
    }
}
