package org.hybridscheduler.caching.failover.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.hybridscheduler.caching.failover.spi.FailoverListener;
import org.hybridscheduler.caching.failover.spi.RoutingState;
import org.junit.jupiter.api.Test;

class BreakerTest {

    private final CountDownLatch announced = new CountDownLatch(1);
    private final CountDownLatch written = new CountDownLatch(1);
    private final Breaker breaker = new Breaker(3, generation("memory"), () -> 0, new FailoverListener() {
        @Override
        public void transition(RoutingState from, RoutingState to, String cause, Duration spent) {
            if (to == RoutingState.OPEN) {
                announced.countDown();
                await(written);
            }
        }
    });

    private static Generation generation(String name) {
        return new Generation(name + "1", new FakeServer().client(name));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Many callers fail at once. One of them writes the log; a slow disk must not hold up the others. */
    @Test
    void abandon_afterAnotherOpened_doesNotWaitForItsLogLine() throws Exception {
        Snapshot entering = breaker.enter(breaker.snapshot(), generation("redis"), "test");
        breaker.close(entering, generation("memory"), "test");
        Snapshot closed = breaker.snapshot();
        CompletableFuture<Void> opening = CompletableFuture.runAsync(() -> breaker.open(closed, "failed"));
        await(announced);

        assertThat(CompletableFuture.supplyAsync(() -> breaker.abandon(closed, "failed too"))
                .get(10, TimeUnit.SECONDS)).isFalse();

        written.countDown();
        opening.get(10, TimeUnit.SECONDS);
        assertThat(breaker.snapshot().failovers()).isEqualTo(1);
    }
}
