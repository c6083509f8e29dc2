/**
 * The live comparison: {@code engine} simulates, {@code control} runs it on the server's threads, {@code boundary}
 * answers clients. Observers follow it by CDI events.
 */
@Module(name = "simulation", uses = {"simulation.engine", "simulation.experiment", "scheduling", "scheduling.policy",
        "workload", "evaluation", "caching", "problem", "root"})
package org.hybridscheduler.simulation;

import org.hybridscheduler.Module;
