package org.hybridscheduler.simulation.engine;

import org.hybridscheduler.scheduling.Task;

/** Takes the outcomes of one strategy's cluster in the order of the simulated time at which they became known. */
@FunctionalInterface
interface OutcomeSink {

    void accept(Task task, Outcome outcome);
}
