package org.hybridscheduler.caching.failover.products;

import com.hazelcast.cache.ICache;
import com.hazelcast.cache.impl.HazelcastServerCachingProvider;
import com.hazelcast.config.CacheConfig;
import com.hazelcast.config.Config;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import java.util.OptionalLong;
import javax.cache.CacheManager;
import org.hybridscheduler.caching.failover.storage.CachingBackend;
import org.hybridscheduler.caching.failover.storage.Gauges;

/** A Hazelcast member for tests: on the loopback interface, alone. */
public final class HazelcastMember implements AutoCloseable {

    private static final Gauges GAUGES = new Gauges(cache -> OptionalLong.of(cache.unwrap(ICache.class).size()),
            cache -> OptionalLong.of(cache.unwrap(ICache.class).getLocalCacheStatistics().getCacheEvictions()));

    private final HazelcastInstance member;
    private final CacheManager manager;

    private HazelcastMember(HazelcastInstance member) {
        this.member = member;
        manager = new HazelcastServerCachingProvider(member)
                .getCacheManager(null, HazelcastMember.class.getClassLoader(), null);
    }

    public static HazelcastMember start() {
        Config config = new Config().setProperty("hazelcast.socket.bind.any", "false")
                .setProperty("hazelcast.partition.count", "13")
                .setProperty("hazelcast.phone.home.enabled", "false").setProperty("hazelcast.logging.type", "none")
                .setClassLoader(HazelcastMember.class.getClassLoader());
        config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
        config.getNetworkConfig().getJoin().getMulticastConfig().setEnabled(false);
        config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
        return new HazelcastMember(Hazelcast.newHazelcastInstance(config));
    }

    /** The one cache manager: a member's caches know no second one. */
    public CacheManager manager() {
        return manager;
    }

    /** A backend of a name that keeps bytes. */
    public CachingBackend.Builder bytes(String name) {
        return CachingBackend.over(name, () -> manager).measuredBy(GAUGES);
    }

    /** A backend of a name that keeps entries by reference. */
    public CachingBackend.Builder references(String name) {
        return bytes(name).byReference().shapedBy((physicalName, settings, base) ->
                new CacheConfig<>(base).setInMemoryFormat(InMemoryFormat.OBJECT));
    }

    @Override
    public void close() {
        member.shutdown();
    }
}
