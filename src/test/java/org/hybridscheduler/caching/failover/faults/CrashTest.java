package org.hybridscheduler.caching.failover.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import javax.cache.Cache;
import org.hybridscheduler.caching.failover.faults.RedisProcess.Persistence;
import org.hybridscheduler.caching.failover.spi.FailoverSettings;
import org.junit.jupiter.api.Test;

/** Redis dies and comes back, with what it held or without. */
class CrashTest extends FaultTest {

    private static final Duration OUTAGE = Duration.ofMillis(800);

    private void kill() {
        redis.kill();
        proxy.refuse();
    }

    /** Takes a snapshot that is soon out of date. */
    private void snapshot() {
        redis.snapshot();
        Await.pass(Duration.ofMillis(300));
    }

    private void startAgain() {
        redis.start();
        proxy.admit();
    }

    @Test
    void killed_startedWithoutItsData_isReplacedAndServesAgain() {
        begin(Persistence.NONE);
        outage("killed, back empty", OUTAGE, this::kill, this::startAgain);
    }

    @Test
    void killed_startedWithAnOldSnapshot_bringsNothingBack() {
        begin(Persistence.SNAPSHOT);
        outage("killed, back with an old snapshot", OUTAGE, this::snapshot, this::kill, this::startAgain);
    }

    @Test
    void killed_startedWithItsLog_bringsNothingBack() {
        begin(Persistence.LOG);
        outage("killed, back with its log", OUTAGE, this::kill, this::startAgain);
    }

    /** What the fallback held at the end of one outage must not be there in the next. */
    @Test
    void killedTwice_secondOutage_beginsWithAnEmptyFallback() {
        begin(Persistence.NONE);
        Loads loads = closed(new Loads(node));
        for (int i = 0; i < 2; i++) {
            loads.warm();
            kill();
            Await.until("Redis is given up", LIMIT, () -> !node.operational());
            Await.pass(OUTAGE.dividedBy(2));
            startAgain();
            Await.until("Redis serves again", LIMIT, node::operational);
        }
        loads.warm();
        loads.end();
    }

    /** Too quick for a probe to see it away: the calls that it interrupted tell. */
    @Test
    void killed_startedWithAnOldSnapshotAtOnce_bringsNothingBack() {
        begin(Persistence.SNAPSHOT);
        blink("restarted at once with an old snapshot", this::snapshot, () -> {
            kill();
            startAgain();
        });
    }

    /**
     * No call and no heartbeat sees Redis away, and its counter is as the last heartbeat left it: only that it is
     * another process tells that the removal, which came after, was lost.
     */
    @Test
    void killed_startedWithAnOldSnapshotBetweenTwoHeartbeats_bringsNothingBack() {
        // Seldom enough that hardly any falls between removal and restart.
        Duration heartbeat = Duration.ofSeconds(4);
        begin(Persistence.SNAPSHOT, new FailoverSettings("faults", SETTINGS.bound(), SETTINGS.failures(), heartbeat,
                SETTINGS.probe(), SETTINGS.probes(), SETTINGS.quarantine(), Duration.ZERO));
        Cache<String, Versioned> cache = node.cache("faults-idle", LONG);
        cache.put("row", new Versioned(1, 0));
        String before = node.status().generation();
        redis.snapshot();
        cache.remove("row");
        redis.kill();
        redis.start();
        Await.until("Redis serves in another generation", LIMIT,
                () -> node.operational() && !node.status().generation().equals(before));
        assertThat(cache.get("row")).as("invalidated before the restart").isNull();
    }

    @Test
    void flushed_servesAgainInAnotherGeneration() {
        begin(Persistence.NONE);
        blink("flushed", NOTHING, () -> redis.flush());
    }
}
