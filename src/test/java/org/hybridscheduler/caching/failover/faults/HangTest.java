package org.hybridscheduler.caching.failover.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.cache.Cache;
import org.hybridscheduler.caching.failover.faults.RedisProcess.Persistence;
import org.hybridscheduler.caching.failover.spi.BackendStatus;
import org.hybridscheduler.caching.failover.spi.FailoverSettings;
import org.junit.jupiter.api.Test;

/** Redis is there and does not answer, or not in time. */
class HangTest extends FaultTest {

    private static final Duration OUTAGE = Duration.ofMillis(800);
    // Beyond the bound, and before the last sweep of the generation.
    private static final Duration LATE = Duration.ofMillis(250);

    /** What it received while it was held it executes as it goes on: puts and removes that their callers gave up on. */
    @Test
    void held_goesOn_andTheLateCommandsUndoNothing() {
        begin(Persistence.NONE);
        outage("held", OUTAGE, () -> redis.hold(), () -> redis.goOn());
    }

    /** One put alone is late, and nothing else is wrong with Redis. */
    @Test
    void putThatTimedOut_executedAfterItsRemoval_staysAway() {
        begin(Persistence.NONE);
        Cache<String, Versioned> cache = node.cache("faults-late", LONG);
        cache.put("row", new Versioned(1, 0));
        cache.remove("row");
        String before = node.status().generation();
        proxy.delay(LATE, Versioned.class.getSimpleName());
        cache.put("row", new Versioned(2, 0));
        proxy.delay(Duration.ZERO);
        cache.remove("row");
        assertThat(cache.get("row")).isNull();
        Await.pass(LATE);
        Await.until("Redis serves in another generation", LIMIT,
                () -> node.operational() && !node.status().generation().equals(before));
        assertThat(cache.get("row")).isNull();
        Await.until("generation %s is swept from Redis".formatted(before), LIMIT,
                () -> redis.keys("*" + before + "*").isEmpty());
    }

    /**
     * A removal first reads what is there. Where that read timed out it once took the entry for absent, and since one
     * failed read is no outage, Redis went on serving it.
     */
    @Test
    void removalWhoseReadTimedOut_isNotLost() {
        begin(Persistence.NONE);
        Cache<String, Versioned> cache = node.cache("faults-unread", LONG);
        cache.put("row", new Versioned(1, 0));
        proxy.delay(LATE, "faults-unread");
        cache.remove("row");
        proxy.delay(Duration.ZERO);
        assertThat(cache.get("row")).isNull();
    }

    /** The same of a removal of all entries that has to list them, because removals are counted. */
    @Test
    void removalOfAllWhoseListingTimedOut_isNotLost() {
        begin(Persistence.NONE);
        Cache<String, Versioned> cache = node.cache("faults-unlisted", LONG);
        node.count("faults-unlisted");
        cache.put("row", new Versioned(1, 0));
        proxy.delay(LATE, "faults-unlisted");
        cache.removeAll();
        proxy.delay(Duration.ZERO);
        assertThat(cache.get("row")).isNull();
    }

    @Test
    void swallowed_isReplacedAndServesAgain() {
        begin(Persistence.NONE);
        outage("packets swallowed", OUTAGE, () -> proxy.swallow(true), () -> proxy.swallow(false));
    }

    @Test
    void slowerThanTheBound_isReplacedAndServesAgain() {
        begin(Persistence.NONE);
        outage("answers 400 ms late", OUTAGE, () -> proxy.delay(Duration.ofMillis(200)),
                () -> proxy.delay(Duration.ZERO));
    }

    /** The bound is a wide one here, so that only the delay decides and not how busy the machine is. */
    @Test
    void slowerButWithinTheBound_goesOnServing() {
        begin(Persistence.NONE, new FailoverSettings("faults", Duration.ofMillis(1500), 3, Duration.ofMillis(100),
                Duration.ofMillis(50), 2, Duration.ofMillis(300), Duration.ZERO));
        Loads loads = closed(new Loads(node));
        loads.warm();
        BackendStatus before = node.status();
        proxy.delay(Duration.ofMillis(60));
        Await.pass(Duration.ofMillis(1500));
        assertThat(node.status().failovers()).isEqualTo(before.failovers());
        assertThat(node.status().generation()).isEqualTo(before.generation());
        assertThat(node.operational()).isTrue();
        proxy.delay(Duration.ZERO);
        loads.end();
    }

    @Test
    void heldUnderSixtyFourCallers_letsAllReturnWithinTheBound() throws Exception {
        begin(Persistence.NONE);
        int callers = 64;
        Cache<String, Versioned> cache = node.cache("faults-many", LONG);
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        closed(threads::shutdownNow);
        Samples healthy = together(threads, callers, cache);
        Await.until("Redis serves", LIMIT, node::operational);
        redis.hold();
        Samples held = together(threads, callers, cache);
        System.getLogger(HangTest.class.getName()).log(System.Logger.Level.INFO, String.format(Locale.ROOT,
                "fault held, 64 callers at once: %s; before: %s", held, healthy));
        assertThat(held.quantile(0.5)).as("64 callers while Redis hangs: %s", held)
                .isLessThan(SETTINGS.bound().multipliedBy(2));
        assertThat(held.max()).as("64 callers while Redis hangs: %s", held).isLessThan(HANG);
        redis.goOn();
        Await.until("Redis serves again", LIMIT, node::operational);
    }

    private static Samples together(ExecutorService threads, int callers, Cache<String, Versioned> cache)
            throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Long>> calls = new ArrayList<>();
        for (int caller = 0; caller < callers; caller++) {
            String key = "caller-" + caller;
            calls.add(threads.submit(() -> {
                start.await();
                long begin = System.nanoTime();
                cache.get(key);
                return System.nanoTime() - begin;
            }));
        }
        start.countDown();
        List<Long> nanos = new ArrayList<>();
        for (Future<Long> call : calls) {
            nanos.add(call.get());
        }
        return Samples.of(nanos);
    }
}
