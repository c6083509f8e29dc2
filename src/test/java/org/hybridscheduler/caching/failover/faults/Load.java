package org.hybridscheduler.caching.failover.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Threads that use a cache as cached methods do: they read, on a miss load the row and put it, and now and then change
 * rows and invalidate them. What they were answered is held against the {@link Promises} and the entries' age.
 */
final class Load implements AutoCloseable {

    private static final Duration PACE = Duration.ofMillis(1);
    private static final int SEVERAL = 4;
    private static final int KEPT = 20;

    private record Timing(long start, long nanos) {
    }

    private final Truth truth;
    private final Subject subject;
    private final List<Thread> threads;
    private final Queue<Timing> timings = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final Queue<String> stale = new ConcurrentLinkedQueue<>();
    private final AtomicLong oldest = new AtomicLong();
    private final AtomicLong slowestPut = new AtomicLong();
    private final AtomicLong hits = new AtomicLong();
    private volatile Promises promises;
    private volatile boolean ended;

    private Load(Truth truth, Promises promises, Subject subject, int threads, long seed) {
        this.truth = truth;
        this.promises = promises;
        this.subject = subject;
        this.threads = IntStream.range(0, threads).mapToObj(index -> {
            SplittableRandom random = new SplittableRandom(seed + index);
            Thread thread = new Thread(() -> run(random), "load-" + index);
            thread.setDaemon(true);
            return thread;
        }).toList();
    }

    static Load begin(Truth truth, Promises promises, Subject subject, int threads, long seed) {
        Load load = new Load(truth, promises, subject, threads, seed);
        load.threads.forEach(Thread::start);
        return load;
    }

    /** Holds later operations against other promises. */
    void expect(Promises others) {
        promises = others;
    }

    private void run(SplittableRandom random) {
        while (!ended) {
            try {
                step(random);
            } catch (RuntimeException | Error e) {
                keep(failures, e);
            }
            Await.pass(PACE);
        }
    }

    private void step(SplittableRandom random) {
        int chance = random.nextInt(1000);
        int row = random.nextInt(truth.rows());
        if (chance < 920) {
            read(row);
        } else if (chance < 990) {
            change(Set.of(row), () -> subject.remove(truth.key(row)));
        } else if (chance < 997) {
            Set<Integer> rows = new TreeSet<>(random.ints(SEVERAL, 0, truth.rows()).boxed().toList());
            change(rows, () -> subject.removeAll(rows.stream().map(truth::key).collect(Collectors.toSet())));
        } else {
            Set<Integer> rows = IntStream.range(0, truth.rows()).boxed()
                    .collect(Collectors.toCollection(TreeSet::new));
            change(rows, subject::clear);
        }
    }

    private void read(int row) {
        long allowed = promises.oldestAllowed(row);
        long begin = System.nanoTime();
        Versioned value = timed(() -> subject.get(truth.key(row)));
        if (value == null) {
            load(row);
            return;
        }
        hits.incrementAndGet();
        oldest.accumulateAndGet(begin - value.loaded(), Math::max);
        if (value.version() < allowed) {
            keep(stale, "row %d: version %d, loaded %d ms before the read, though version %d was invalidated".formatted(
                    row, value.version(), (begin - value.loaded()) / 1_000_000, allowed));
        }
    }

    private void load(int row) {
        Lock lock = truth.loading(row);
        lock.lock();
        try {
            Versioned value = truth.read(row);
            timed(() -> {
                subject.put(truth.key(row), value);
                return null;
            });
            slowestPut.accumulateAndGet(System.nanoTime() - value.loaded(), Math::max);
        } finally {
            lock.unlock();
        }
    }

    /** Changes rows, given in ascending order so that no two threads wait for each other, and invalidates them. */
    private void change(Set<Integer> rows, Runnable invalidation) {
        List<Lock> locks = rows.stream().map(truth::changing).toList();
        List<Lock> held = new ArrayList<>();
        try {
            locks.forEach(lock -> {
                lock.lock();
                held.add(lock);
            });
            List<Runnable> promised = rows.stream().<Runnable>map(row -> {
                long version = truth.change(row);
                return () -> promises.invalidated(row, version);
            }).toList();
            timed(() -> {
                invalidation.run();
                return null;
            });
            promised.forEach(Runnable::run);
        } finally {
            held.forEach(Lock::unlock);
        }
    }

    private <T> T timed(Supplier<T> operation) {
        long start = System.nanoTime();
        try {
            return operation.get();
        } finally {
            timings.add(new Timing(start, System.nanoTime() - start));
        }
    }

    private static <T> void keep(Queue<T> queue, T item) {
        if (queue.size() < KEPT) {
            queue.add(item);
        }
    }

    /** Ends the threads; false where one of them hangs. */
    boolean end() {
        ended = true;
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        for (Thread thread : threads) {
            try {
                thread.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return threads.stream().noneMatch(Thread::isAlive);
    }

    @Override
    public void close() {
        ended = true;
    }

    /** What operations threw, the first few. */
    List<Throwable> failures() {
        return List.copyOf(failures);
    }

    /** The reads that returned what had been invalidated before they began, the first few. */
    List<String> stale() {
        return List.copyOf(stale);
    }

    long hits() {
        return hits.get();
    }

    /** The greatest age of a value, from the reading of its row to the beginning of the read that returned it. */
    Duration oldest() {
        return Duration.ofNanos(oldest.get());
    }

    /** The longest time from the reading of a row to the end of its put: what a value may be older than its entry. */
    Duration slowestPut() {
        return Duration.ofNanos(slowestPut.get());
    }

    /** The operations that began between two times by {@link System#nanoTime}. */
    Samples between(long from, long to) {
        return Samples.of(durations(from, to).toList());
    }

    Stream<Long> durations(long from, long to) {
        return timings.stream().filter(timing -> timing.start - from >= 0 && timing.start - to < 0)
                .map(Timing::nanos);
    }
}
