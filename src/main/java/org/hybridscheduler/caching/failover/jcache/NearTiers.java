package org.hybridscheduler.caching.failover.jcache;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hybridscheduler.caching.failover.spi.FailoverListener;
import org.hybridscheduler.caching.failover.spi.InvalidationChannel;
import org.hybridscheduler.caching.failover.spi.InvalidationChannel.Message;
import org.hybridscheduler.caching.failover.spi.NearTier;
import org.hybridscheduler.caching.failover.spi.OperationRecorder;
import org.hybridscheduler.caching.failover.spi.RoutingState;

/** The near tiers of a manager's caches. They forget what other nodes changed, and everything on any doubt. */
public final class NearTiers implements AutoCloseable {

    private final String node;
    private final NearTier.Source source;
    private final InvalidationChannel channel;
    private final Map<String, NearTier> tiers = new ConcurrentHashMap<>();

    /**
     * Makes no tier yet, and listens from now on.
     *
     * @param node   tells this manager's messages from those of others
     * @param source gives the tiers; null for none
     */
    public NearTiers(String node, NearTier.Source source, InvalidationChannel channel) {
        this.node = node;
        this.source = source;
        this.channel = channel;
        channel.subscribe(this::heard, this::forgetAll);
    }

    /** The listener, whose transitions also empty the tiers: what the other backend holds is not what they hold. */
    public FailoverListener before(FailoverListener listener) {
        return new FailoverListener() {
            @Override
            public OperationRecorder recorder(String cacheName, String backend) {
                return listener.recorder(cacheName, backend);
            }

            @Override
            public void transition(RoutingState from, RoutingState to, String cause, Duration spent) {
                forgetAll();
                listener.transition(from, to, cause, spent);
            }

            @Override
            public void undecodable(String cacheName, String backend, String key, RuntimeException cause) {
                listener.undecodable(cacheName, backend, key, cause);
            }
        };
    }

    /** Opens a cache's tier. */
    Near open(String cacheName) {
        NearTier tier = source == null ? null : source.tier(cacheName);
        if (tier != null) {
            tiers.put(cacheName, tier);
        }
        return new Near(cacheName, node, channel, tier);
    }

    /** Lets go of a cache's tier. */
    void close(String cacheName) {
        NearTier tier = tiers.remove(cacheName);
        if (tier != null) {
            tier.forgetAll();
        }
    }

    @Override
    public void close() {
        channel.close();
    }

    private void forgetAll() {
        tiers.values().forEach(NearTier::forgetAll);
    }

    private void heard(Message message) {
        NearTier tier = tiers.get(message.cache());
        if (tier == null || message.sender().equals(node)) {
            return;
        }
        if (message.key() == null) {
            tier.forgetAll();
        } else {
            tier.forget(message.key());
        }
    }
}
