package org.hybridscheduler.caching.failover.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.hybridscheduler.caching.failover.faults.RedisProcess.Persistence;
import org.junit.jupiter.api.Test;

/**
 * Two nodes on one Redis, one of them cut off from it for a while.
 *
 * <p>As long as both are served by Redis in one generation, each sees at once what the other invalidates. While one is
 * cut off, each sees its own invalidations at once and the other's not at all: no longer than the outage or the entry's
 * time to live, whichever ends first. After the return of the one that was cut off, both are in a new generation, and
 * neither sees anything that either of them had invalidated before.
 */
class TwoNodesTest extends FaultTest {

    private static final Duration PHASE = Duration.ofMillis(600);
    private static final int ROWS = 32;
    private static final int THREADS = 4;

    @Test
    void oneCutOff_afterItsReturnNeitherSeesWhatTheOtherInvalidated() {
        begin(Persistence.NONE);
        Proxy otherProxy = closed(new Proxy(redis.port(), "faults-"));
        Node other = closed(new Node(otherProxy.port(), SETTINGS));
        Await.until("both are in one generation", LIMIT, () -> together(node, other));

        Truth truth = new Truth(ROWS);
        Promises joint = new Promises(ROWS);
        Load here = closed(Load.begin(truth, joint, Subject.of(node.cache("faults-long", LONG)), THREADS, 1));
        Load there = closed(Load.begin(truth, joint, Subject.of(other.cache("faults-long", LONG)), THREADS, 2));
        Await.until("both are served", LIMIT, () -> here.hits() > 300 && there.hits() > 300);
        assertThat(here.stale()).as("at first").isEmpty();
        assertThat(there.stale()).as("at first").isEmpty();

        Promises onlyHere = Promises.both(joint, joint);
        Promises onlyThere = Promises.both(joint, joint);
        here.expect(onlyHere);
        there.expect(onlyThere);
        String generation = node.status().generation();
        long cutAt = System.nanoTime();
        otherProxy.refuse();
        Await.until("the other gives Redis up", LIMIT, () -> !other.operational());
        Await.pass(PHASE);
        assertThat(other.status().serving()).isEqualTo(Node.FALLBACK);
        otherProxy.admit();
        Await.until("both are in one new generation", LIMIT,
                () -> together(node, other) && !node.status().generation().equals(generation));
        long backAt = System.nanoTime();
        assertThat(here.stale()).as("own invalidations, here").isEmpty();
        assertThat(there.stale()).as("own invalidations, there").isEmpty();

        Promises again = Promises.both(onlyHere, onlyThere);
        here.expect(again);
        there.expect(again);
        Await.pass(PHASE);
        assertThat(here.end() & there.end()).as("every operation has returned").isTrue();
        assertThat(here.stale()).as("afterwards, here").isEmpty();
        assertThat(there.stale()).as("afterwards, there").isEmpty();
        assertThat(here.failures()).isEmpty();
        assertThat(there.failures()).isEmpty();
        judge(there.between(cutAt, backAt));
        judge(here.between(cutAt, backAt));
    }

    private static boolean together(Node one, Node other) {
        return one.operational() && other.operational()
                && one.status().generation().equals(other.status().generation());
    }
}
