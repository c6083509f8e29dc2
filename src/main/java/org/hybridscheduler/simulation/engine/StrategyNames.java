package org.hybridscheduler.simulation.engine;

import java.util.List;

/** The strategies that a run can have. */
public interface StrategyNames {

    /** Their names, in the order in which they are listed. */
    List<String> names();
}
