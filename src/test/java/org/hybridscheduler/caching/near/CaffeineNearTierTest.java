package org.hybridscheduler.caching.near;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hybridscheduler.caching.failover.spi.NearTier;
import org.hybridscheduler.caching.failover.spi.StoredEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaffeineNearTierTest {

    private static final long START = 1_795_432_953_000L;

    private long now = START;
    private final NearTier tier = new CaffeineNearTier(100, () -> Instant.ofEpochMilli(now));

    private static StoredEntry entry(Object value, long millisLeft) {
        return StoredEntry.of(value, START + millisLeft);
    }

    private void keep(String key, StoredEntry entry) {
        tier.keep(key, entry, tier.stamp());
    }

    @Test
    void get_keyKept_isTheVeryValueUnderItsDeadline() {
        Object value = new Object();
        keep("a", entry(value, 10));

        assertThat(tier.get("a")).isNotNull();
        assertThat(tier.get("a").value()).isSameAs(value);
        assertThat(tier.get("a").deadline()).isEqualTo(START + 10);
        assertThat(tier.get("b")).isNull();
    }

    @Test
    void get_atItsDeadline_isNullAndBeforeItIsNot() {
        keep("short", entry(1, 10));
        keep("long", entry(2, 11));
        keep("eternal", StoredEntry.of(3, StoredEntry.NEVER));

        now += 9;
        assertThat(tier.get("short")).isNotNull();
        now += 1;
        assertThat(tier.get("short")).isNull();
        assertThat(tier.get("long")).isNotNull();
        now += Duration.ofDays(36_500).toMillis();
        assertThat(tier.get("long")).isNull();
        assertThat(tier.get("eternal")).isNotNull();
        assertThat(tier.size()).as("expired entries hold no memory").isEqualTo(1);
    }

    @Test
    void get_clockSetForward_endsTheEntryAtItsDeadlineByThatClock() {
        keep("a", entry(1, 60_000));
        now += 3_600_000;
        assertThat(tier.get("a")).isNull();
    }

    @Test
    void keep_again_takesTheNewDeadlineEarlierOrLater() {
        keep("a", entry(1, 10));
        keep("a", entry(2, 20));
        keep("b", entry(1, 20));
        keep("b", entry(2, 10));

        now += 10;
        assertThat(tier.get("a")).isEqualTo(entry(2, 20));
        assertThat(tier.get("b")).isNull();
    }

    @Test
    void keep_expiredOrUndecodable_keepsNothing() {
        keep("late", entry(1, 0));
        keep("odd", StoredEntry.undecodable(new byte[] {1}));

        assertThat(tier.get("late")).isNull();
        assertThat(tier.get("odd")).isNull();
        assertThat(tier.size()).isZero();
    }

    @Test
    void keep_entryWithItsBytes_letsGoOfTheBytes() {
        keep("a", entry(1, 10).from(new byte[1000]));
        assertThat(tier.get("a").encoded()).isNull();
    }

    @Test
    void keep_keyForgottenSinceTheStamp_keepsNothing() {
        long stamp = tier.stamp();
        tier.forget("a");
        tier.keep("a", entry(1, 10), stamp);
        assertThat(tier.get("a")).isNull();
    }

    @Test
    void keep_allForgottenSinceTheStamp_keepsNothing() {
        long stamp = tier.stamp();
        tier.forgetAll();
        tier.keep("a", entry(1, 10), stamp);
        assertThat(tier.get("a")).isNull();
    }

    @Test
    void keep_withAnOldStamp_leavesTheNewerEntry() {
        long stamp = tier.stamp();
        tier.forget("a");
        keep("a", entry("new", 10));
        tier.keep("a", entry("old", 10), stamp);
        assertThat(tier.get("a").value()).isEqualTo("new");
    }

    @Test
    void forget_oneKey_leavesTheOthers() {
        keep("a", entry(1, 10));
        keep("b", entry(2, 10));
        tier.forget("a");
        assertThat(tier.get("a")).isNull();
        assertThat(tier.get("b")).isNotNull();
    }

    @Test
    void forgetAll_entriesKept_leavesNone() {
        keep("a", entry(1, 10));
        keep("b", entry(2, 10));
        tier.forgetAll();
        assertThat(tier.get("a")).isNull();
        assertThat(tier.size()).isZero();
        keep("a", entry(3, 10));
        assertThat(tier.get("a")).isNotNull();
    }

    @Test
    void size_moreKeptThanTheMaximum_isTheMaximum() {
        for (int i = 0; i < 10_000; i++) {
            keep("key" + i, entry(i, 10));
        }
        assertThat(tier.size()).isEqualTo(100);
    }

    @Test
    void tier_cacheNotNamed_isNull() {
        NearTier.Source source = new CaffeineNearTiers(Map.of("named", 5), InstantSource.system());
        assertThat(source.tier("named")).isInstanceOf(CaffeineNearTier.class).isNotSameAs(source.tier("named"));
        assertThat(source.tier("other")).isNull();
    }

    @Test
    void tier_withoutRoom_isRefused() {
        assertThatThrownBy(() -> new CaffeineNearTier(0, InstantSource.system()))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("maxEntries is 0");
    }

    /**
     * Each reading of the clock within a keep is a place where others may come in between. Another thread forgets
     * there; where it has to wait for the keep to end, the keep goes on before long.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    @Timeout(60)
    void keep_forgottenInItsMidst_leavesNothing(int reading) throws Exception {
        leavesNothing(reading, tier -> tier.forget("a"));
        leavesNothing(reading, CaffeineNearTier::forgetAll);
    }

    private static void leavesNothing(int reading, Consumer<CaffeineNearTier> forgetting) throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            InterruptingClock clock = new InterruptingClock();
            CaffeineNearTier tier = new CaffeineNearTier(10, clock);
            long stamp = tier.stamp();
            clock.left.set(reading);
            clock.interruption = () -> CompletableFuture.runAsync(() -> forgetting.accept(tier), other);
            tier.keep("a", entry("old", 1000), stamp);
            clock.left.set(0);
            if (clock.forgotten != null) {
                clock.forgotten.get(30, TimeUnit.SECONDS);
                assertThat(tier.get("a")).as("forgotten at reading %d of the clock", reading).isNull();
            }
        } finally {
            other.shutdownNow();
        }
    }

    private static final class InterruptingClock implements InstantSource {

        private final AtomicInteger left = new AtomicInteger();
        private Supplier<CompletableFuture<Void>> interruption;
        private CompletableFuture<Void> forgotten;

        @Override
        public Instant instant() {
            if (left.get() > 0 && left.decrementAndGet() == 0) {
                forgotten = interruption.get();
                forgotten.copy().completeOnTimeout(null, 100, TimeUnit.MILLISECONDS).join();
            }
            return Instant.ofEpochMilli(START);
        }
    }

    /** What was forgotten after a change must not come back, however many readers keep what they read before. */
    @Test
    @Timeout(120)
    void get_afterAChangeWasForgotten_isNeverTheOlderValue() throws Exception {
        CaffeineNearTier shared = new CaffeineNearTier(10, () -> Instant.ofEpochMilli(START));
        AtomicInteger store = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            CompletableFuture<Void> written = CompletableFuture.runAsync(() -> write(shared, store, 100_000), threads);
            Runnable reader = () -> {
                long stamp = shared.stamp();
                shared.keep("a", entry(store.get(), 1000), stamp);
            };
            List.of(reader, reader, shared::forgetAll).forEach(step -> threads.execute(() -> {
                while (!written.isDone()) {
                    step.run();
                }
            }));
            written.get(110, TimeUnit.SECONDS);
        } finally {
            threads.shutdownNow();
        }
    }

    private static void write(NearTier tier, AtomicInteger store, int times) {
        for (int version = 1; version <= times; version++) {
            store.set(version);
            if (version % 7 == 0) {
                tier.forgetAll();
            } else {
                tier.forget("a");
            }
            for (int look = 0; look < 20; look++) {
                StoredEntry held = tier.get("a");
                if (held != null && !held.value().equals(version)) {
                    throw new AssertionError("Version %s is served after %d was written".formatted(held, version));
                }
            }
        }
    }
}
