package org.hybridscheduler.caching.failover.jcache;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import javax.cache.Cache;
import javax.cache.configuration.MutableConfiguration;
import org.hybridscheduler.caching.failover.spi.FailoverListener;
import org.hybridscheduler.caching.failover.spi.InvalidationChannel;
import org.hybridscheduler.caching.failover.spi.NearTier;
import org.hybridscheduler.caching.failover.spi.OperationRecorder;
import org.hybridscheduler.caching.failover.spi.StoredEntry;
import org.hybridscheduler.caching.failover.storage.SerializedCodec;

/** A manager as one of several nodes over shared stores, with a clock that only the test moves. */
final class Node {

    private final AtomicLong millis;
    private final List<String> recorded = new CopyOnWriteArrayList<>();
    private final Wire wire;
    private final NearTiers tiers;
    private final FailoverListener listener;
    private final FailoverCacheManager manager;

    /** The nodes' messages, delivered at once. */
    static final class Wire {
        private final List<Consumer<InvalidationChannel.Message>> hearers = new CopyOnWriteArrayList<>();
        private final List<Runnable> doubters = new CopyOnWriteArrayList<>();
        private final List<InvalidationChannel.Message> sent = new ArrayList<>();

        List<InvalidationChannel.Message> sent() {
            return sent;
        }

        void doubt() {
            doubters.forEach(Runnable::run);
        }

        InvalidationChannel channel() {
            return new InvalidationChannel() {
                @Override
                public void publish(Message message) {
                    sent.add(message);
                    hearers.forEach(each -> each.accept(message));
                }

                @Override
                public void subscribe(Consumer<Message> onMessage, Runnable onDoubt) {
                    hearers.add(onMessage);
                    doubters.add(onDoubt);
                }

                @Override
                public void close() {
                    // Shared.
                }
            };
        }
    }

    Node(String name, MapStores stores, AtomicLong millis, Wire wire, boolean near) {
        this.millis = millis;
        this.wire = wire;
        tiers = new NearTiers(name, near ? cache -> new MapNear() : null, wire.channel());
        listener = tiers.before(new FailoverListener() {
            @Override
            public OperationRecorder recorder(String cacheName, String backend) {
                return (operation, outcome, nanos) -> recorded.add(backend + " " + operation + " " + outcome);
            }
        });
        InstantSource clock = () -> Instant.ofEpochMilli(millis.get());
        manager = new FailoverCacheManager(null, URI.create("test:" + name), getClass().getClassLoader(),
                new Properties(), new Environment(stores, (configuration, loader) -> new SerializedCodec(loader),
                        listener, tiers, clock, System::nanoTime), closed -> { });
    }

    static Node alone(MapStores stores) {
        return new Node("alone", stores, new AtomicLong(1_000), new Wire(), false);
    }

    <V> Cache<String, V> cache(MutableConfiguration<String, V> configuration) {
        return manager.createCache("things", configuration);
    }

    FailoverCacheManager manager() {
        return manager;
    }

    FailoverListener listener() {
        return listener;
    }

    Wire wire() {
        return wire;
    }

    void pass(Duration time) {
        millis.addAndGet(time.toMillis());
    }

    /** What was recorded since this was last asked. */
    List<String> recorded() {
        List<String> since = List.copyOf(recorded);
        recorded.clear();
        return since;
    }

    private static final class MapNear implements NearTier {
        private final Map<String, StoredEntry> entries = new ConcurrentHashMap<>();
        private final AtomicLong stamp = new AtomicLong();

        @Override
        public StoredEntry get(String key) {
            return entries.get(key);
        }

        @Override
        public long stamp() {
            return stamp.get();
        }

        @Override
        public void keep(String key, StoredEntry entry, long taken) {
            if (stamp.get() == taken) {
                entries.put(key, entry);
            }
        }

        @Override
        public void forget(String key) {
            stamp.incrementAndGet();
            entries.remove(key);
        }

        @Override
        public void forgetAll() {
            stamp.incrementAndGet();
            entries.clear();
        }

        @Override
        public long size() {
            return entries.size();
        }
    }
}
