package org.hybridscheduler.caching.annotations;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Notes what happens to loads, and lets a test wait for it. */
final class LoadEvents implements LoadListener {

    private final List<LoadEvent> events = new ArrayList<>();
    private final List<Exception> refreshFailures = new ArrayList<>();
    private final List<String> work = new ArrayList<>();

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

    @Override
    public LoadWork begin(LoadEvent expected, String cacheName) {
        Thread beginner = Thread.currentThread();
        note("begin " + expected);
        return new LoadWork() {
            @Override
            public void failed(Throwable cause) {
                note("failed " + cause);
            }

            @Override
            public void close() {
                note(Thread.currentThread() == beginner ? "end" : "end on another thread");
            }
        };
    }

    synchronized void note(String moment) {
        work.add(moment);
        notifyAll();
    }

    /** What was heard of loads while they ran. */
    synchronized List<String> work() {
        return List.copyOf(work);
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
        await(count + " times " + event, () -> count(event) >= count);
    }

    synchronized void awaitWork(String moment) throws InterruptedException {
        await(moment, () -> work.contains(moment));
    }

    private void await(String what, BooleanSupplier happened) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!happened.getAsBoolean()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                throw new IllegalStateException("%s is awaited for a minute, there is %s and %s".formatted(what,
                        events, work));
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }
}
