/**
 * The simulator: an exact discrete-event engine. Each strategy has a cluster of its own; all see the same tasks, which
 * take the same time on the same kind of device whoever places them, and the same failures of devices. Times are simulated
 * seconds since the run began; simultaneous events order by time, type and sequence, so that a run repeats to the last
 * bit.
 */
@Module(name = "simulation.engine", uses = {"scheduling", "scheduling.policy", "workload", "evaluation", "root"},
        pure = true)
package org.hybridscheduler.simulation.engine;

import org.hybridscheduler.Module;
