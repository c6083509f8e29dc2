package org.hybridscheduler.caching.failover.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javax.cache.CacheException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatchdogTest {

    private static final Duration LIMIT = Duration.ofMillis(100);
    private static final Duration TICK = Duration.ofMillis(10);

    private final AtomicLong nanos = new AtomicLong();
    private final Watchdog watchdog = new Watchdog(nanos::get, LIMIT);

    @AfterEach
    void noFlagIsLeft() {
        assertThat(Thread.interrupted()).isFalse();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
        watchdog.tick();
    }

    /** A call that ends, as Redisson's do, with the flag set again and an exception of its own. */
    private Supplier<String> hanging() {
        return () -> {
            while (!Thread.currentThread().isInterrupted()) {
                pass(TICK);
            }
            throw new IllegalStateException("interrupted");
        };
    }

    @Test
    void call_inTime_answers() {
        assertThat(watchdog.call(LIMIT, () -> "answer")).isEqualTo("answer");
    }

    @Test
    void call_hanging_endsAtTheLimitOrATickLater() {
        assertThatThrownBy(() -> watchdog.call(LIMIT, hanging()))
                .isInstanceOf(CallTimeoutException.class).hasMessage("no answer within 100 ms")
                .hasCauseInstanceOf(IllegalStateException.class);

        assertThat(Duration.ofNanos(nanos.get())).isBetween(LIMIT, LIMIT.plus(TICK));
    }

    @Test
    void call_throwing_throwsTheSame() {
        CacheException refused = new CacheException("refused");

        assertThatThrownBy(() -> watchdog.call(LIMIT, () -> {
            throw refused;
        })).isSameAs(refused);
    }

    @Test
    void call_answeredAsItWasCutShort_answersAndLeavesNoFlag() {
        assertThat(watchdog.call(LIMIT, () -> {
            for (int i = 0; i < 20; i++) {
                pass(TICK);
            }
            return "late";
        })).isEqualTo("late");
    }

    /** A JVM that stood still for seconds finds its answers waiting: no call may end for that alone. */
    @Test
    void call_whileTheClockJumps_isNotCutShort() {
        assertThat(watchdog.call(LIMIT, () -> {
            pass(TICK);
            pass(Duration.ofSeconds(30));
            pass(Duration.ofSeconds(30));
            return "answer after a pause";
        })).isEqualTo("answer after a pause");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void call_interruptedBySomebodyElse_saysSoAndKeepsTheFlag() {
        assertThatThrownBy(() -> watchdog.call(LIMIT, () -> {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted");
        })).isInstanceOf(CallInterruptedException.class);

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void call_byAThreadInterruptedBefore_isMadeAllTheSameAndKeepsTheFlag() {
        Thread.currentThread().interrupt();

        assertThat(watchdog.call(LIMIT, () -> "flag " + Thread.currentThread().isInterrupted()))
                .isEqualTo("flag false");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void call_interruptedBeforeAndHanging_timesOutAndKeepsTheFlag() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> watchdog.call(LIMIT, hanging())).isInstanceOf(CallTimeoutException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void call_throwingAnError_throwsItAndIsForgotten() {
        assertThatThrownBy(() -> watchdog.call(LIMIT, () -> {
            throw new StackOverflowError();
        })).isInstanceOf(StackOverflowError.class);

        for (int i = 0; i < 30; i++) {
            pass(TICK);
        }
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    /** Calls that end just as they are cut short, thousands of times, against a watchdog that is always at it. */
    @Test
    void call_racingWithItsInterrupt_neverLeaksIt() throws InterruptedException {
        AtomicLong ticks = new AtomicLong();
        Watchdog eager = new Watchdog(() -> ticks.addAndGet(1_000_000), Duration.ofMillis(1));
        Loop loop = new ThreadLoop("eager", () -> {
            eager.tick();
            return 0;
        });
        int cut = 0;
        for (int i = 0; i < 20_000; i++) {
            int spins = i % 200;
            try {
                eager.call(Duration.ofMillis(1), () -> {
                    for (int spin = 0; spin < spins; spin++) {
                        Thread.onSpinWait();
                    }
                    return spins;
                });
                if (i % 100 == 0) {
                    eager.call(Duration.ofMillis(1), () -> {
                        while (!Thread.currentThread().isInterrupted()) {
                            LockSupport.park();
                        }
                        throw new IllegalStateException("woken");
                    });
                }
            } catch (CallTimeoutException e) {
                cut++;
            }
            assertThat(Thread.currentThread().isInterrupted()).as("call %d", i).isFalse();
        }
        loop.close();
        assertThat(cut).isEqualTo(200);
    }
}
