package org.hybridscheduler.caching.failover.jcache;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import javax.cache.management.CacheStatisticsMXBean;

/** JSR-107's statistics of one cache on this node. Counted here, so that they are right whichever backend serves. */
final class Statistics implements CacheStatisticsMXBean {

    private static final float NANOS_PER_MICRO = 1_000;
    private static final float PERCENT = 100;

    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder puts = new LongAdder();
    private final LongAdder removals = new LongAdder();
    private final LongAdder getNanos = new LongAdder();
    private final LongAdder putNanos = new LongAdder();
    private final LongAdder removeNanos = new LongAdder();
    private final LongSupplier evictions;
    private volatile long clearedEvictions;
    private volatile boolean enabled;

    /**
     * Begins at zero, and does not count yet.
     *
     * @param evictions counts them since the serving store was opened, so anew where another takes over
     */
    Statistics(LongSupplier evictions) {
        this.evictions = evictions;
    }

    void enable(boolean counting) {
        enabled = counting;
    }

    boolean enabled() {
        return enabled;
    }

    void found(boolean hit, long nanos) {
        if (enabled) {
            (hit ? hits : misses).increment();
            getNanos.add(nanos);
        }
    }

    void put(long nanos) {
        if (enabled) {
            puts.increment();
            putNanos.add(nanos);
        }
    }

    void removed(long nanos) {
        if (enabled) {
            removals.increment();
            removeNanos.add(nanos);
        }
    }

    @Override
    public void clear() {
        for (LongAdder each : new LongAdder[] {hits, misses, puts, removals, getNanos, putNanos, removeNanos}) {
            each.reset();
        }
        clearedEvictions = evictions.getAsLong();
    }

    @Override
    public long getCacheHits() {
        return hits.sum();
    }

    @Override
    public float getCacheHitPercentage() {
        return ratio(PERCENT * getCacheHits(), getCacheGets());
    }

    @Override
    public long getCacheMisses() {
        return misses.sum();
    }

    @Override
    public float getCacheMissPercentage() {
        return ratio(PERCENT * getCacheMisses(), getCacheGets());
    }

    @Override
    public long getCacheGets() {
        return getCacheHits() + getCacheMisses();
    }

    @Override
    public long getCachePuts() {
        return puts.sum();
    }

    @Override
    public long getCacheRemovals() {
        return removals.sum();
    }

    @Override
    public long getCacheEvictions() {
        long counted = evictions.getAsLong();
        return counted < clearedEvictions ? counted : counted - clearedEvictions;
    }

    @Override
    public float getAverageGetTime() {
        return ratio(getNanos.sum() / NANOS_PER_MICRO, getCacheGets());
    }

    @Override
    public float getAveragePutTime() {
        return ratio(putNanos.sum() / NANOS_PER_MICRO, getCachePuts());
    }

    @Override
    public float getAverageRemoveTime() {
        return ratio(removeNanos.sum() / NANOS_PER_MICRO, getCacheRemovals());
    }

    private static float ratio(float sum, long count) {
        return count == 0 ? 0 : sum / count;
    }
}
