package orcareward.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Work off the FX thread; the test's own thread plays it. */
class BackgroundTest {
    private final LinkedBlockingQueue<Runnable> fx = new LinkedBlockingQueue<>();
    private final Background background = new Background(fx::add);
    private final List<String> heard = new ArrayList<>();

    @AfterEach
    void end() throws InterruptedException {
        background.close();
    }

    private void next() throws InterruptedException {
        Runnable work = fx.poll(10, TimeUnit.SECONDS);
        assertThat(work).as("a hand-over").isNotNull();
        work.run();
    }

    @Test
    void worksElsewhereAndBringsTheResultBack() throws Exception {
        Thread here = Thread.currentThread();
        Job job = background.run("work", progress -> {
            assertThat(Thread.currentThread()).isNotSameAs(here);
            return "done";
        }, heard::add, failure -> heard.add("failed"));
        assertThat(job.runningProperty().get()).isTrue();
        next();
        assertThat(heard).containsExactly("done");
        assertThat(job.runningProperty().get()).isFalse();
    }

    @Test
    void bringsAFailureBackToo() throws Exception {
        background.run("work", progress -> {
            throw new IOException("no such file");
        }, done -> heard.add("done"), failure -> heard.add(failure.getMessage()));
        next();
        assertThat(heard).containsExactly("no such file");
    }

    @Test
    void showsTheNewestOfWhatTheWorkSays() throws Exception {
        CountDownLatch said = new CountDownLatch(1);
        CountDownLatch seen = new CountDownLatch(1);
        Job job = background.run("work", progress -> {
            progress.at("one", 0.1);
            progress.at("two", 0.2);
            said.countDown();
            seen.await();
            return "";
        }, done -> {
        }, failure -> {
        });
        said.await();
        next();
        assertThat(job.messageProperty().get()).isEqualTo("two");
        assertThat(job.progressProperty().get()).isEqualTo(0.2);
        assertThat(fx).as("one hand-over for both").isEmpty();
        seen.countDown();
    }

    @Test
    void aCancelledJobDeliversNothingButItsEnd() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch told = new CountDownLatch(1);
        Job job = background.run("work", progress -> {
            progress.onCancel(told::countDown);
            begun.countDown();
            told.await();
            progress.check();
            return "done";
        }, heard::add, failure -> heard.add("failed"), () -> heard.add("cancelled"));
        begun.await();
        job.cancel();
        assertThat(job.cancellingProperty().get()).isTrue();
        next();
        assertThat(heard).containsExactly("cancelled");
        assertThat(job.runningProperty().get()).isFalse();
    }

    @Test
    void aResultThatComesAfterTheCancellationIsFreedAndNotDelivered() throws Exception {
        CountDownLatch freed = new CountDownLatch(1);
        AutoCloseable result = freed::countDown;
        Job job = background.run("work", progress -> result, done -> heard.add("done"),
                failure -> heard.add("failed"), () -> heard.add("cancelled"));
        Runnable delivery = fx.poll(10, TimeUnit.SECONDS);
        assertThat(delivery).isNotNull();
        job.cancel(); // the result is on its way already
        delivery.run();
        assertThat(heard).containsExactly("cancelled");
        assertThat(freed.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aFailureThatComesAfterTheCancellationIsNobodys() throws Exception {
        Job job = background.run("work", progress -> {
            throw new IOException("too late");
        }, done -> heard.add("done"), failure -> heard.add("failed"), () -> heard.add("cancelled"));
        Runnable delivery = fx.poll(10, TimeUnit.SECONDS);
        assertThat(delivery).isNotNull();
        job.cancel();
        delivery.run();
        assertThat(heard).containsExactly("cancelled");
    }

    @Test
    void closingEndsWhatRuns() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch told = new CountDownLatch(1);
        background.run("work", progress -> {
            progress.onCancel(told::countDown);
            begun.countDown();
            told.await();
            return "";
        }, done -> heard.add("done"), failure -> heard.add("failed"));
        begun.await();
        background.close();
        assertThat(told.getCount()).isZero();
    }
}
