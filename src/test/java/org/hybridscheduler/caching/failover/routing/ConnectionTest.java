package org.hybridscheduler.caching.failover.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.hybridscheduler.caching.failover.spi.Backend;
import org.hybridscheduler.caching.failover.spi.Store;
import org.hybridscheduler.caching.failover.spi.StoreSettings;
import org.junit.jupiter.api.Test;

class ConnectionTest {

    private static final Duration TICK = Duration.ofMillis(10);

    private final AtomicLong nanos = new AtomicLong();
    private final Watchdog watchdog = new Watchdog(nanos::get, TICK.multipliedBy(10));

    /** Hangs in a call until it is interrupted; time goes by meanwhile. */
    private void hang() {
        while (!Thread.currentThread().isInterrupted()) {
            nanos.addAndGet(TICK.toNanos());
            watchdog.tick();
        }
        throw new IllegalStateException("interrupted");
    }

    private Connection connection(Duration bound) {
        return new Connection(HangingAtItsEnd::new, watchdog, bound, backend -> null);
    }

    /** A shutdown waits for it, and servers give one a few seconds. */
    @Test
    void close_primaryThatHangs_endsAfterTwoSeconds() {
        for (Duration bound : new Duration[] {Duration.ofMillis(150), Duration.ofMinutes(1)}) {
            Connection connection = connection(bound);
            connection.connect();
            long before = nanos.get();

            assertThatThrownBy(connection::close).isInstanceOf(CallTimeoutException.class);
            assertThat(Duration.ofNanos(nanos.get() - before)).as("with a bound of %s", bound)
                    .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(2).plus(TICK.multipliedBy(2)));
        }
    }

    @Test
    void connect_primaryThatHangs_isGivenLonger() {
        Connection connection = new Connection(() -> {
            hang();
            return null;
        }, watchdog, Duration.ofMillis(150), backend -> null);

        assertThatThrownBy(connection::connect).isInstanceOf(CallTimeoutException.class);
        assertThat(Duration.ofNanos(nanos.get())).isGreaterThanOrEqualTo(Duration.ofSeconds(10));
        assertThat(connection.current()).isNull();
    }

    private final class HangingAtItsEnd implements Backend {

        @Override
        public String name() {
            return "hanging";
        }

        @Override
        public Store open(String physicalName, StoreSettings settings) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void release(String physicalName) {
            // Nothing is open.
        }

        @Override
        public void destroy(String physicalName) {
            // Nothing is there.
        }

        @Override
        public void close() {
            hang();
        }
    }
}
