package org.hybridscheduler.caching.failover.jcache;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import javax.cache.integration.CompletionListener;

/** A cache's loads in the background. Closing waits for those that run, so that none uses a loader that is closed. */
final class Loads {

    private final Tasks tasks;
    private final BulkOperations bulk;
    private final Duration patience;
    private final ReadWriteLock running = new ReentrantReadWriteLock();
    private volatile boolean closed;

    /**
     * Begins with none.
     *
     * @param patience how long closing waits for loads, which may never end
     */
    Loads(Tasks tasks, BulkOperations bulk, Duration patience) {
        this.tasks = tasks;
        this.bulk = bulk;
        this.patience = patience;
    }

    void start(Set<Object> keys, boolean replace, CompletionListener listener) {
        CompletionListener told = listener == null ? new NobodyListens() : listener;
        tasks.execute(() -> run(keys, replace, told));
    }

    private void run(Set<Object> keys, boolean replace, CompletionListener listener) {
        try {
            load(keys, replace);
        } catch (RuntimeException e) {
            listener.onException(e);
            return;
        } catch (Error e) {
            listener.onException(new IllegalStateException(e));
            return;
        }
        listener.onCompletion();
    }

    private void load(Set<Object> keys, boolean replace) {
        running.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("The cache was closed before these keys were loaded: " + keys);
            }
            bulk.load(replace ? keys : bulk.missing(keys), replace);
        } finally {
            running.readLock().unlock();
        }
    }

    void close() {
        closed = true;
        try {
            if (running.writeLock().tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                running.writeLock().unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class NobodyListens implements CompletionListener {

        @Override
        public void onCompletion() {
            // Nobody asked to be told.
        }

        @Override
        public void onException(Exception e) {
            // As the specification has it: without a listener, a failed load goes unnoticed.
        }
    }
}
