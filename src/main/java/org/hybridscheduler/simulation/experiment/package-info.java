/**
 * Experiments: strategies x workloads x loads x seeds. Each workload, load and seed is one cell, in which all strategies
 * see the same tasks with the same actual run times (common random numbers). Cells run in parallel; the result depends
 * on the specification and the build alone, not on the number of threads. {@code report} writes results down.
 */
@Module(name = "simulation.experiment", uses = {"simulation.engine", "scheduling", "scheduling.policy", "workload",
        "evaluation", "root"}, pure = true)
package org.hybridscheduler.simulation.experiment;

import org.hybridscheduler.Module;
