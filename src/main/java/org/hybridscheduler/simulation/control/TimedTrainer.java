package org.hybridscheduler.simulation.control;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.hybridscheduler.Tracing;
import org.hybridscheduler.simulation.engine.ModelRetrained;

/**
 * Trains the models of one strategy on another thread and tells how long each training took. One that failed made no
 * model; the strategy itself counts it.
 */
final class TimedTrainer implements Executor {

    private final String strategy;
    private final Executor executor;
    private final LongSupplier nanoTime;
    private final Clock clock;
    private final Tracing tracing;
    private final Consumer<ModelRetrained> observer;

    TimedTrainer(String strategy, Executor executor, LongSupplier nanoTime, Clock clock, Tracing tracing,
            Consumer<ModelRetrained> observer) {
        this.strategy = strategy;
        this.executor = executor;
        this.nanoTime = nanoTime;
        this.clock = clock;
        this.tracing = tracing;
        this.observer = observer;
    }

    @Override
    public void execute(Runnable training) {
        executor.execute(() -> {
            if (training instanceof Future<?> future && future.isDone()) {
                return;
            }
            try (Tracing.Span span = tracing.begin("model.retrain").with("model", strategy)) {
                train(training, span);
            }
        });
    }

    private void train(Runnable training, Tracing.Span span) {
        long start = nanoTime.getAsLong();
        training.run();
        if (training instanceof Future<?> future) {
            if (!future.isDone()) {
                // The loop was quicker and still trains: what was measured is not that training.
                span.with("trained_by", "loop");
                return;
            }
            Throwable failure = failure(future);
            if (failure != null) {
                span.failed(failure);
                return;
            }
        }
        observer.accept(new ModelRetrained(strategy, Duration.ofNanos(nanoTime.getAsLong() - start), clock.instant()));
    }

    /** Why a training that is over failed, {@code null} where it did not. */
    private static Throwable failure(Future<?> training) {
        try {
            training.get();
            return null;
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return e;
        }
    }
}
