package org.hybridscheduler.caching.control;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.cache.CacheException;

/** A backend that starts on another thread, so that the server's start does not wait for it; readers may. */
final class StartingBackend {

    private static final Logger LOG = System.getLogger(StartingBackend.class.getName());

    private final CompletableFuture<CacheBackend> started;
    private final Duration wait;
    private final long deadline;

    /**
     * Begins the start.
     *
     * @param wait how long from now on {@link #await} waits
     */
    StartingBackend(Supplier<CacheBackend> start, Executor executor, Duration wait) {
        this.started = CompletableFuture.supplyAsync(start, executor);
        this.wait = wait;
        this.deadline = System.nanoTime() + wait.toNanos();
        started.whenComplete((backend, failure) -> {
            if (failure != null) {
                LOG.log(Level.ERROR, "The cache backend did not start, so nothing is cached", failure);
            }
        });
    }

    /**
     * The backend, once it has started. The deadline is one for all callers: they may queue up behind one another, and
     * a start that hangs must not cost each of them the whole wait.
     *
     * @throws CacheException where it failed to start or is not ready in time
     */
    CacheBackend await() {
        try {
            return started.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new CacheException("The cache backend has not started within %d ms. Maybe the machine is busy?"
                    .formatted(wait.toMillis()), e);
        } catch (ExecutionException e) {
            throw new CacheException("The cache backend did not start", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CacheException("Interrupted while the cache backend starts", e);
        }
    }

    /** The backend where it has started, without waiting. */
    Optional<CacheBackend> current() {
        return started.isDone() && !started.isCompletedExceptionally() ? Optional.of(started.join()) : Optional.empty();
    }

    /** Closes the backend, now or as soon as it has started. */
    void close() {
        started.thenAccept(CacheBackend::close);
    }
}
