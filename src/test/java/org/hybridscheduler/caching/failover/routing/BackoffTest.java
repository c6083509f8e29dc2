package org.hybridscheduler.caching.failover.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private final Backoff backoff = new Backoff(Duration.ofMillis(200), () -> 0);
    private long now;

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private long waitAfterServing(Duration served) {
        backoff.closed(now);
        pass(served);
        backoff.left(now);
        long waited = 0;
        while (!backoff.ready(now)) {
            pass(Duration.ofMillis(100));
            waited += 100;
        }
        return waited;
    }

    @Test
    void ready_atFirst_isTrue() {
        assertThat(backoff.ready(Long.MIN_VALUE)).isTrue();
        assertThat(backoff.ready(now)).isTrue();
    }

    @Test
    void left_soonAfterEachReturn_doublesTheWaitUpToFiveSeconds() {
        assertThat(new long[] {waitAfterServing(Duration.ofSeconds(1)), waitAfterServing(Duration.ofSeconds(1)),
                waitAfterServing(Duration.ofSeconds(9)), waitAfterServing(Duration.ofSeconds(1)),
                waitAfterServing(Duration.ofSeconds(1)), waitAfterServing(Duration.ofSeconds(1))})
                .containsExactly(400, 800, 1600, 3200, 5000, 5000);
    }

    @Test
    void left_afterACalmMinute_doesNotWait() {
        waitAfterServing(Duration.ofSeconds(1));

        assertThat(waitAfterServing(Duration.ofMinutes(1))).isZero();
        assertThat(waitAfterServing(Duration.ofSeconds(1))).isEqualTo(400);
    }
}
