package org.hybridscheduler.caching.control;

import com.hazelcast.core.HazelcastInstance;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.cache.CacheManager;
import javax.cache.spi.CachingProvider;
import org.hybridscheduler.LogSafe;
import org.hybridscheduler.caching.failover.FailoverCachingProvider;
import org.hybridscheduler.caching.failover.FailoverProperties;
import org.hybridscheduler.caching.failover.spi.Backend;
import org.hybridscheduler.caching.failover.spi.EntryCodec;
import org.hybridscheduler.caching.failover.spi.FailoverListener;
import org.hybridscheduler.caching.failover.spi.InvalidationChannel;
import org.hybridscheduler.caching.near.CaffeineNearTiers;
import org.redisson.api.RedissonClient;

/** The namespaces' caches and the products under them: Redis where it is configured, with Hazelcast to stand in. */
final class FailoverCaches implements AutoCloseable {

    private static final Logger LOG = System.getLogger(FailoverCaches.class.getName());
    private static final ClassLoader LOADER = FailoverCaches.class.getClassLoader();
    private static final InstantSource CLOCK = InstantSource.system();

    private static final String TOPIC = CacheSettings.GROUP + ":invalidations";

    // Closed in the reverse order of their start.
    private final Deque<Runnable> closing = new ArrayDeque<>();
    private final CacheSettings settings;
    private final FailoverListener listener;
    private final ScheduledExecutorService executor;
    private final CacheManager manager;

    /**
     * Starts, which takes seconds. Redis need not be there.
     *
     * @param executor tells other nodes what changed; not closed
     */
    FailoverCaches(CacheSettings settings, FailoverListener listener, ScheduledExecutorService executor) {
        this.settings = settings;
        this.listener = listener;
        this.executor = executor;
        try {
            manager = manager();
            settings.namespaces().forEach(
                    (name, namespace) -> manager.createCache(name, NamespaceConfiguration.of(namespace)));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private CacheManager manager() {
        Properties properties = new Properties();
        properties.put(FailoverProperties.SETTINGS, settings.failover());
        properties.put(FailoverProperties.CODEC, (EntryCodec.Source) RepresentationCodec::of);
        properties.put(FailoverProperties.LISTENER, listener);
        Optional<RedissonClient> redis = settings.redis().map(this::redis);
        redis.ifPresent(client -> properties.put(FailoverProperties.PRIMARY,
                (Supplier<Backend>) () -> RedisBackend.over(client, LOADER, listener, CLOCK)));
        HazelcastInstance member = member();
        properties.put(FailoverProperties.FALLBACK,
                (Supplier<Backend>) () -> MemoryBackend.over(member, settings.namespaces(), LOADER, listener));
        if (settings.namespaces().values().stream().anyMatch(CacheSettings.Namespace::near)) {
            properties.put(FailoverProperties.NEAR, near());
            properties.put(FailoverProperties.CHANNEL, new JoinedChannels(channels(redis, member)));
        }
        CachingProvider provider = new FailoverCachingProvider();
        closing.push(provider::close);
        return provider.getCacheManager(provider.getDefaultURI(), LOADER, properties);
    }

    private RedissonClient redis(RedisSettings redis) {
        RedissonClient client = RedisClient.start(redis, System.getenv());
        closing.push(() -> client.shutdown(0, 2, TimeUnit.SECONDS));
        return client;
    }

    private HazelcastInstance member() {
        HazelcastInstance member = MemoryMember.start(settings.memory(), System.getenv(), LOADER);
        closing.push(member::shutdown);
        return member;
    }

    private CaffeineNearTiers near() {
        Map<String, Integer> maxEntries = new HashMap<>();
        settings.namespaces().forEach((name, namespace) -> {
            if (namespace.near()) {
                maxEntries.put(name, namespace.maxEntries());
            }
        });
        return new CaffeineNearTiers(maxEntries, CLOCK);
    }

    /** By whatever this node shares with others; a member that joins nobody needs no news. */
    private List<InvalidationChannel> channels(Optional<RedissonClient> redis, HazelcastInstance member) {
        List<TextTopic> topics = new ArrayList<>();
        redis.ifPresent(client -> topics.add(new RedisTopic(client, TOPIC)));
        if (settings.memory().config().isPresent()) {
            topics.add(new HazelcastTopic(member, TOPIC));
        }
        return topics.stream().<InvalidationChannel>map(
                topic -> TopicChannel.start(topic, executor, TopicChannel.PERIOD)).toList();
    }

    CacheManager caches() {
        return manager;
    }

    @Override
    public void close() {
        for (Runnable each = closing.poll(); each != null; each = closing.poll()) {
            try {
                each.run();
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "A part of the caches did not close", LogSafe.of(e));
            }
        }
    }
}
