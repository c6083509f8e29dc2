package org.hybridscheduler.caching.failover.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ThreadLoopTest {

    /** A watchdog that one error has ended would leave every caller to a primary that hangs. */
    @Test
    void step_endingInAnError_isFollowedByTheNext() throws InterruptedException {
        CountDownLatch steps = new CountDownLatch(2);
        ThreadLoop loop = new ThreadLoop("failing", () -> {
            steps.countDown();
            throw new StackOverflowError("of a step");
        });

        assertThat(steps.await(20, TimeUnit.SECONDS)).isTrue();
        loop.close();
    }
}
