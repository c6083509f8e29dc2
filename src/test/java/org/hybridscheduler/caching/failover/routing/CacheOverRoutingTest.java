package org.hybridscheduler.caching.failover.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import javax.cache.Cache;
import javax.cache.configuration.MutableConfiguration;
import org.hybridscheduler.caching.failover.jcache.Environment;
import org.hybridscheduler.caching.failover.jcache.FailoverCacheManager;
import org.hybridscheduler.caching.failover.jcache.NearTiers;
import org.hybridscheduler.caching.failover.routing.FakeServer.Fault;
import org.hybridscheduler.caching.failover.spi.FailoverListener;
import org.hybridscheduler.caching.failover.spi.InvalidationChannel;
import org.hybridscheduler.caching.failover.spi.RoutingState;
import org.junit.jupiter.api.Test;

/** What the routing promises of a store's primitives has to hold for the operations that JCache makes of them. */
class CacheOverRoutingTest {

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicLong ids = new AtomicLong();
    private final FakeServer server = new FakeServer();
    private final Node node = node("a");
    private final Cache<String, String> cache = cacheOf(node);

    private Node node(String name) {
        return new Node(name, server, nanos, ids);
    }

    private Cache<String, String> cacheOf(Node owner) {
        Environment environment = new Environment(owner.stores, (configuration, loader) -> new TextCodec(),
                FailoverListener.NONE, new NearTiers("node", null, InvalidationChannel.NONE),
                () -> java.time.Instant.ofEpochMilli(nanos.get() / 1_000_000), nanos::get);
        return new FailoverCacheManager(null, URI.create("test:routing"), getClass().getClassLoader(),
                new Properties(), environment, manager -> { }).createCache("things",
                        new MutableConfiguration<String, String>().setStatisticsEnabled(false));
    }

    /** A put reads first. Where that read counted as any other, the write would wait for a second time-out. */
    @Test
    void put_hanging_costsNoMoreThanTheBound() {
        node.looked(2);
        node.primary.fault = Fault.HANG;
        long start = nanos.get();

        cache.put("k", "v");

        assertThat(Duration.ofNanos(nanos.get() - start)).isLessThanOrEqualTo(Node.SETTINGS.bound());
        assertThat(cache.get("k")).isEqualTo("v");
    }

    /** A removal that finds nothing writes nothing. The generation that another node began may hold the entry. */
    @Test
    void remove_ofWhatOnlyTheNextGenerationHolds_isMadeUpForWhenThatIsFollowed() {
        Node other = node("b");
        Cache<String, String> there = cacheOf(other);
        node.looked(2);
        other.looked(2);
        there.put("k", "older than the removal");

        assertThat(cache.remove("k")).isFalse();
        node.look();

        assertThat(node.snapshot().primary().id()).isEqualTo(other.snapshot().primary().id());
        assertThat(cache.get("k")).isNull();
    }

    /** The keys to remove are no longer those of the primary once it did not give them. */
    @Test
    void removeAll_whoseListOfKeysFails_removesAllTheSame() {
        node.looked(2);
        cache.getCacheManager().enableStatistics("things", true);
        cache.put("k", "v");
        cache.put("l", "v");
        node.primary.fault = Fault.REFUSE;

        cache.removeAll();
        node.primary.fault = Fault.NONE;

        assertThat(cache.get("k")).isNull();
        assertThat(cache.get("l")).isNull();
        assertThat(node.state()).isEqualTo(RoutingState.PROBING);
        cache.getCacheManager().enableStatistics("things", false);
    }
}
