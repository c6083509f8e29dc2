package org.hybridscheduler.caching.failover.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.hybridscheduler.caching.failover.routing.FakeServer.Fault;
import org.hybridscheduler.caching.failover.spi.RoutingState;
import org.junit.jupiter.api.Test;

class FailoverStoresTest {

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicLong ids = new AtomicLong();
    private final FakeServer server = new FakeServer();
    private final Node node = node("a");

    private Node node(String name) {
        return new Node(name, server, nanos, ids);
    }

    @Test
    void start_fallbackServesUntilThePrimaryPassedItsProbes() {
        assertThat(node.state()).isEqualTo(RoutingState.PROBING);
        node.put("k", "early");

        node.looked(1);
        assertThat(node.get("k")).isEqualTo("early");
        node.looked(1);

        assertThat(node.state()).isEqualTo(RoutingState.CLOSED);
        assertThat(node.get("k")).isNull();
        assertThat(node.stores.status().failovers()).isZero();
    }

    @Test
    void read_threeRefused_opensAndNobodyTouchesThePrimaryAfterwards() {
        node.looked(2).put("k", "v");
        node.primary.fault = Fault.REFUSE;

        assertThat(node.get("k")).isNull();
        assertThat(node.kicked()).isTrue();
        assertThat(node.get("k")).isNull();
        assertThat(node.state()).isEqualTo(RoutingState.CLOSED);
        assertThat(node.get("k")).isNull();
        assertThat(node.state()).isEqualTo(RoutingState.OPEN);
        assertThat(node.stores.status().cause()).isEqualTo("ConnectException: Connection refused");

        int touched = node.primary.touched.get();
        node.put("k", "w");
        assertThat(node.get("k")).isEqualTo("w");
        assertThat(node.primary.touched).hasValue(touched);
    }

    @Test
    void read_hanging_isCutShortWithinTheBound() {
        node.looked(2);
        node.primary.fault = Fault.HANG;
        long start = nanos.get();

        assertThat(node.get("k")).isNull();

        assertThat(Duration.ofNanos(nanos.get() - start)).isBetween(Duration.ofMillis(100), Duration.ofMillis(150));
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void write_hanging_givesTheGenerationUpWithoutAFailover() {
        node.looked(2).put("k", "old");
        node.primary.fault = Fault.HANG;

        node.put("k", "new");

        assertThat(node.state()).isEqualTo(RoutingState.PROBING);
        assertThat(node.stores.status().failovers()).isZero();
        assertThat(node.get("k")).isEqualTo("new");
        node.primary.fault = Fault.NONE;
        node.looked(2);
        node.primary.arrive();
        assertThat(node.state()).isEqualTo(RoutingState.CLOSED);
        assertThat(node.get("k")).isNull();
    }
}
