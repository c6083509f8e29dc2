package org.hybridscheduler.simulation.control;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.hybridscheduler.simulation.engine.ModelRetrained;

/** Trains the models of one strategy on another thread and tells how long each training took. */
final class TimedTrainer implements Executor {

    private final String strategy;
    private final Executor executor;
    private final LongSupplier nanoTime;
    private final Clock clock;
    private final Consumer<ModelRetrained> observer;

    TimedTrainer(String strategy, Executor executor, LongSupplier nanoTime, Clock clock,
            Consumer<ModelRetrained> observer) {
        this.strategy = strategy;
        this.executor = executor;
        this.nanoTime = nanoTime;
        this.clock = clock;
        this.observer = observer;
    }

    @Override
    public void execute(Runnable training) {
        executor.execute(() -> {
            if (training instanceof Future<?> future && future.isDone()) {
                return;
            }
            long start = nanoTime.getAsLong();
            training.run();
            if (training instanceof Future<?> future && !future.isDone()) {
                return; // The loop was quicker and still trains: what was measured is not that training.
            }
            observer.accept(new ModelRetrained(strategy, Duration.ofNanos(nanoTime.getAsLong() - start), clock.instant()));
        });
    }
}
