package orcareward.recipe;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import orcareward.engine.checkpoint.LoadedModel;
import orcareward.engine.tensor.TorchRuntime;

/**
 * libtorch's start and the reading of the weights, on a thread of their own while pairs are read: neither needs the other, and each takes seconds.
 * What goes wrong is said when the result is asked for, so that faults of the data come first.
 */
final class EngineStart implements AutoCloseable {
    private final FutureTask<Engine> task;
    private boolean taken;

    /**
     * What training computes with.
     *
     * @param runtime libtorch on its device
     * @param model on that device
     */
    record Engine(TorchRuntime runtime, LoadedModel model) {
        void close() {
            model.close();
            runtime.close();
        }
    }

    /** Loads a model. */
    @FunctionalInterface
    interface ModelReader {
        /** Reads the weights. */
        LoadedModel read(TorchRuntime runtime) throws IOException;
    }

    private EngineStart(Callable<Engine> work) {
        task = new FutureTask<>(work);
    }

    static EngineStart begin(Callable<TorchRuntime> start, ModelReader reader) {
        EngineStart begun = new EngineStart(() -> {
            TorchRuntime runtime = start.call();
            boolean complete = false;
            try {
                Engine engine = new Engine(runtime, reader.read(runtime));
                complete = true;
                return engine;
            } finally {
                if (!complete) {
                    runtime.close();
                }
            }
        });
        new Thread(begun.task, "loading").start();
        return begun;
    }

    /** Waits; whoever has the result closes it. */
    Engine take() throws IOException {
        taken = true; // when it fails there is nothing left to free
        return await();
    }

    private Engine await() throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true; // loading can't be broken off
                } catch (ExecutionException e) {
                    switch (e.getCause()) {
                        case RuntimeException cause -> throw cause;
                        case Error cause -> throw cause;
                        case IOException cause -> throw cause;
                        case null, default -> throw new IllegalStateException(e);
                    }
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Frees what nobody took; waits for it, since libtorch must not be loading when the process ends. */
    @Override
    public void close() {
        if (taken) {
            return;
        }
        try {
            await().close();
        } catch (IOException | RuntimeException | Error e) {
            return; // the fault that ended the run was another one
        }
    }
}
