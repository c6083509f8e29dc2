package org.hybridscheduler.caching.failover.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.hybridscheduler.caching.failover.faults.RedisProcess.Persistence;
import org.hybridscheduler.caching.failover.spi.BackendStatus;
import org.junit.jupiter.api.Test;

/** Redis, or the network before it, turns the node away: with errors, with broken connections, from the start. */
class RefusalTest extends FaultTest {

    private static final Duration OUTAGE = Duration.ofMillis(800);

    @Test
    void passwordDemanded_isReplacedAndServesAgain() {
        begin(Persistence.NONE);
        outage("demands a password", OUTAGE, () -> {
            redis.require("secret");
            proxy.cut();
        }, () -> redis.require(""));
    }

    @Test
    void passwordChanged_isReplacedServesAgainAndDoesNotTellThePassword() {
        prepare(Persistence.NONE);
        redis.require("as-agreed");
        redis.start();
        node = closed(new Node(proxy.port(), SETTINGS, "as-agreed"));
        Await.until("Redis serves", LIMIT, node::operational);
        Set<String> causes = new HashSet<>();
        outage("rejects the password", OUTAGE, () -> {
            redis.require("another");
            proxy.cut();
        }, () -> {
            causes.add(node.status().cause());
            redis.require("as-agreed");
        });
        assertThat(causes).singleElement().asString().isNotEmpty().doesNotContain("as-agreed");
    }

    @Test
    void connectionsCutAgainAndAgain_loseNothing() {
        begin(Persistence.NONE);
        blink("connections cut every 100 ms", NOTHING, () -> {
            for (int i = 0; i < 12; i++) {
                proxy.cut();
                Await.pass(Duration.ofMillis(100));
            }
        });
    }

    @Test
    void absentAtStart_isNotWaitedForAndServesOnArrival() {
        prepare(Persistence.NONE);
        proxy.refuse();
        arrive("absent at start", () -> {
            redis.start();
            proxy.admit();
        });
    }

    @Test
    void silentAtStart_isNotWaitedForAndServesOnceItSpeaks() {
        prepare(Persistence.NONE);
        redis.start();
        proxy.swallow(true);
        arrive("silent at start", () -> proxy.swallow(false));
    }

    @Test
    void passwordDemandedFromTheStart_isNotWaitedForAndServesOnceItIsLifted() {
        prepare(Persistence.NONE);
        redis.require("secret");
        redis.start();
        arrive("demands a password from the start", () -> redis.require(""));
    }

    private void arrive(String fault, Act heal) {
        // What the fallback needs to start is not what is measured.
        new Node(RedisProcess.freePort(), SETTINGS).close();
        long start = System.nanoTime();
        node = closed(new Node(proxy.port(), SETTINGS));
        Loads loads = closed(new Loads(node));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).as("start").isLessThan(HANG);
        assertThat(node.operational()).isFalse();
        BackendStatus before = node.status();
        long begin = System.nanoTime();
        loads.warm();
        long mentions = proxy.mentions();
        Await.pass(OUTAGE);
        assertThat(node.status().serving()).isEqualTo(Node.FALLBACK);
        assertThat(proxy.mentions()).as("what was sent of the caches before Redis served").isEqualTo(mentions);
        heal.run();
        returned(fault, loads, before, begin, Duration.ZERO);
    }
}
