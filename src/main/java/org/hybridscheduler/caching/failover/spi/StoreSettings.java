package org.hybridscheduler.caching.failover.spi;

import java.time.Duration;
import java.util.Optional;

/**
 * What a backend is told of a cache.
 *
 * @param cacheName the logical name; the physical one holds a generation beside it
 * @param codec     turns entries to bytes and back, for backends that keep bytes
 * @param lifetime  no entry lives longer than this after its last write; empty where that is not known. A backend lets
 *                  entries expire no earlier, and by itself, so that what nobody reads does not stay for ever
 */
public record StoreSettings(String cacheName, EntryCodec codec, Optional<Duration> lifetime) {
}
