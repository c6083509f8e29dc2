package org.hybridscheduler.workload;

/** When the tasks of a stream arrive, in simulated seconds; never goes back. */
interface ArrivalTimes {

    double next();
}
