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
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.cache.CacheException;
import org.hybridscheduler.LogSafe;

/** Caches that start on another thread, so that the server's start does not wait for them; readers may. */
final class Starting<T> {

    private static final Logger LOG = System.getLogger(Starting.class.getName());

    private final CompletableFuture<T> started;
    private final Duration wait;
    private final long deadline;

    /**
     * Begins the start.
     *
     * @param wait how long from now on {@link #await} waits
     */
    Starting(Supplier<T> start, Executor executor, Duration wait) {
        this.started = CompletableFuture.supplyAsync(start, executor);
        this.wait = wait;
        this.deadline = System.nanoTime() + wait.toNanos();
        started.whenComplete((caches, failure) -> {
            if (failure != null) {
                LOG.log(Level.ERROR, "The caches did not start, so nothing is cached", LogSafe.of(failure));
            }
        });
    }

    /**
     * The caches, once they have started. The deadline is one for all callers: they may queue up behind one another,
     * and a start that hangs must not cost each of them the whole wait.
     *
     * @throws CacheException where they failed to start or are not ready in time
     */
    T await() {
        try {
            return started.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new CacheException("The caches have not started within %d ms. Maybe the machine is busy?"
                    .formatted(wait.toMillis()), e);
        } catch (ExecutionException e) {
            throw new CacheException("The caches did not start", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CacheException("Interrupted while the caches start", e);
        }
    }

    /** The caches where they have started, without waiting. */
    Optional<T> current() {
        return failed() || !started.isDone() ? Optional.empty() : Optional.of(started.join());
    }

    /** Whether the start failed. */
    boolean failed() {
        return started.isCompletedExceptionally();
    }

    /** Closes the caches, now or as soon as they have started. */
    void close(Consumer<T> how) {
        started.thenAccept(how);
    }
}
