/**
 * Streams of tasks: generated from a seed, or read from a recorded trace. The same workload opened twice with the same
 * {@link org.hybridscheduler.workload.StreamSpec} yields the same tasks to the last bit.
 */
@Module(name = "workload", uses = {"scheduling", "root"}, pure = true)
package org.hybridscheduler.workload;

import org.hybridscheduler.Module;
