package org.hybridscheduler.caching.failover.faults;

import java.io.Serializable;

/**
 * What the simulated database answered.
 *
 * @param version how often the row had changed
 * @param loaded  when it was read, by {@link System#nanoTime} of this virtual machine
 */
record Versioned(long version, long loaded) implements Serializable {
}
