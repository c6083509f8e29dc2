package org.hybridscheduler.caching.near;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.hybridscheduler.caching.failover.spi.NearTier;
import org.hybridscheduler.caching.failover.spi.StoredEntry;

/**
 * A near tier in Caffeine: bounded by a number of entries, and each entry by its deadline. Values are handed out by
 * reference: whoever changes one changes it for all, so only immutable ones may come here.
 *
 * <p>No entry that was read from the store before a {@code forget} is left behind by it. A forget first changes the
 * stamp and then removes; a keep compares stamps and puts in one {@code compute}, which Caffeine runs alone on a key:
 * <ul>
 * <li>keep after the removal: it sees the changed stamp and puts nothing;
 * <li>keep before the removal: what it put is removed.
 * </ul>
 * {@link #forgetAll} changes the stamp and then begins an empty cache. Caffeine's own {@code invalidateAll} would miss
 * an entry that is just being computed. A keep that still has the old cache puts where nobody looks; one that has the
 * new cache sees the changed stamp. For the same reason {@link #forget} changes the stamp before it looks which cache
 * is current: an entry kept under the old stamp is in that cache, or in one that was given up since.
 */
public final class CaffeineNearTier implements NearTier {

    private final int maxEntries;
    private final InstantSource clock;
    private final AtomicLong stamps = new AtomicLong();
    private volatile Cache<String, StoredEntry> entries;

    /**
     * Makes an empty tier.
     *
     * @param maxEntries the most entries it holds, from 1
     * @param clock      the time that deadlines are judged by
     */
    public CaffeineNearTier(int maxEntries, InstantSource clock) {
        if (maxEntries < 1) {
            throw new IllegalArgumentException("maxEntries is %d, allowed is 1 or more. Maybe no near tier was meant?"
                    .formatted(maxEntries));
        }
        this.maxEntries = maxEntries;
        this.clock = clock;
        this.entries = empty();
    }

    private Cache<String, StoredEntry> empty() {
        return Caffeine.newBuilder().maximumSize(maxEntries)
                // Deadlines are wall time: with a ticker of another kind an entry could outlive a clock that was set.
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .expireAfter(Expiry.<String, StoredEntry>writing(
                        (key, entry) -> Duration.ofMillis(entry.deadline() - clock.millis())))
                // Its upkeep takes microseconds at a write: no reason to trouble another thread.
                .executor(Runnable::run).build();
    }

    @Override
    public StoredEntry get(String key) {
        return entries.getIfPresent(key);
    }

    @Override
    public long stamp() {
        return stamps.get();
    }

    @Override
    public void keep(String key, StoredEntry entry, long stamp) {
        if (!entry.isLive(clock.millis())) {
            return;
        }
        // Without the bytes it was read from, which would be held twice.
        StoredEntry kept = StoredEntry.of(entry.value(), entry.deadline());
        entries.asMap().compute(key, (same, held) -> stamps.get() == stamp ? kept : held);
    }

    @Override
    public void forget(String key) {
        stamps.incrementAndGet();
        entries.asMap().compute(key, (same, held) -> null);
    }

    @Override
    public void forgetAll() {
        stamps.incrementAndGet();
        entries = empty();
    }

    @Override
    public long size() {
        Cache<String, StoredEntry> current = entries;
        current.cleanUp();
        return current.estimatedSize();
    }
}
