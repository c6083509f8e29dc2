/**
 * The near tier: entries of the failover provider's caches in this node's memory, so that a hit costs nanoseconds
 * instead of a round trip. docs/decisions/0006-near-tier.md says what it guarantees.
 */
@Module(name = "caching.near", uses = "caching.failover")
package org.hybridscheduler.caching.near;

import org.hybridscheduler.Module;
