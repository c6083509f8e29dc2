package org.hybridscheduler.workload;

import java.util.SplittableRandom;

/** A Poisson process: independent, exponentially distributed times between arrivals. */
final class PoissonArrivals implements ArrivalTimes {

    private final SplittableRandom random;
    private final double tasksPerSecond;
    private double now;

    PoissonArrivals(SplittableRandom random, double tasksPerSecond) {
        this.random = random;
        this.tasksPerSecond = tasksPerSecond;
    }

    @Override
    public double next() {
        now -= StrictMath.log(1 - random.nextDouble()) / tasksPerSecond;
        return now;
    }
}
