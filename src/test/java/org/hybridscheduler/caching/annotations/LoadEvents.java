package org.hybridscheduler.caching.annotations;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Notes what happens to loads, and lets a test wait for it. */
final class LoadEvents implements LoadListener {

    private final List<LoadEvent> events = new ArrayList<>();
    private final List<Exception> refreshFailures = new ArrayList<>();

    @Override
    public synchronized void happened(LoadEvent event, String cacheName) {
        if (!cacheName.equals(LoadingService.CACHE)) {
            throw new IllegalArgumentException(cacheName);
        }
        events.add(event);
        notifyAll();
    }

    @Override
    public synchronized void refreshFailed(String cacheName, Object key, Exception failure) {
        refreshFailures.add(failure);
    }

    synchronized List<LoadEvent> all() {
        return List.copyOf(events);
    }

    synchronized List<Exception> refreshFailures() {
        return List.copyOf(refreshFailures);
    }

    synchronized long count(LoadEvent event) {
        return events.stream().filter(event::equals).count();
    }

    synchronized void clear() {
        events.clear();
    }

    synchronized void await(LoadEvent event, int count) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (count(event) < count) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                throw new IllegalStateException("%d times %s is awaited for a minute, there is %s".formatted(count,
                        event, events));
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }
}
