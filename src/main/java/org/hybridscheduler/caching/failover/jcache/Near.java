package org.hybridscheduler.caching.failover.jcache;

import org.hybridscheduler.caching.failover.spi.InvalidationChannel;
import org.hybridscheduler.caching.failover.spi.InvalidationChannel.Message;
import org.hybridscheduler.caching.failover.spi.NearTier;
import org.hybridscheduler.caching.failover.spi.StoredEntry;

/** One cache's near tier, if it has one, and what the other nodes' near tiers have to hear of its changes. */
final class Near {

    private final String cacheName;
    private final String node;
    private final InvalidationChannel channel;
    // Null where the cache has none.
    private final NearTier tier;

    Near(String cacheName, String node, InvalidationChannel channel, NearTier tier) {
        this.cacheName = cacheName;
        this.node = node;
        this.channel = channel;
        this.tier = tier;
    }

    /** The tier; null where there is none. */
    NearTier tier() {
        return tier;
    }

    /** The entry under a key, if there is one that has not expired. */
    StoredEntry get(String key, long now) {
        StoredEntry entry = tier.get(key);
        return entry != null && entry.isLive(now) ? entry : null;
    }

    /** After the store changed. */
    void changed(String key) {
        if (tier != null) {
            tier.forget(key);
            channel.publish(new Message(node, cacheName, key));
        }
    }

    /** After the store was emptied; told also by caches without a near tier, since other nodes may have one. */
    void emptied() {
        if (tier != null) {
            tier.forgetAll();
        }
        channel.publish(new Message(node, cacheName, null));
    }
}
