/**
 * What happens to the failover provider's callers when a real Redis is killed, held, flushed, slowed, cut off or
 * absent. Nothing of the provider is replaced by test doubles, and no time but real time passes.
 */
package org.hybridscheduler.caching.failover.faults;
