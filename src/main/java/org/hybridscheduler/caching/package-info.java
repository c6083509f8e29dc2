/**
 * Cached answers. The one cached value is a {@link org.hybridscheduler.caching.Representation}: what the client gets,
 * finished, so that a hit is looked up and written, nothing parsed or rendered. Services carry JSR-107 annotations
 * and a {@link org.hybridscheduler.caching.PrefixedKeyGenerator}; {@code control} gives them Redis with
 * Hazelcast to stand in, {@code boundary} shows and empties the caches.
 */
@Module(name = "caching", uses = {"caching.annotations", "caching.failover", "caching.near", "problem", "root"})
package org.hybridscheduler.caching;

import org.hybridscheduler.Module;
