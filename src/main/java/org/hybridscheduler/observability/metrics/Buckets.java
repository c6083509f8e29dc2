package org.hybridscheduler.observability.metrics;

import java.util.List;

/** Upper bounds of the histograms' buckets. */
final class Buckets {

    /** From a tenth of a millisecond, what a cached answer takes, to five seconds. */
    static final List<Double> WAITS = List.of(0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
            0.1, 0.25, 0.5, 1.0, 2.5, 5.0);
    /** From a microsecond to a second. */
    static final List<Double> MOMENTS = List.of(1e-6, 2.5e-6, 5e-6, 1e-5, 2.5e-5, 5e-5, 1e-4, 2.5e-4, 5e-4,
            1e-3, 2.5e-3, 1e-2, 0.1, 1.0);
    static final List<Double> SIMULATED_TIMES = List.of(0.001, 0.0025, 0.01, 0.025, 0.1, 0.25, 1.0, 2.5, 10.0,
            25.0, 100.0, 1000.0);
    static final List<Double> SLOWDOWNS = List.of(1.0, 1.1, 1.25, 1.5, 2.0, 3.0, 5.0, 10.0, 30.0, 100.0, 1000.0);
    static final List<Double> BATCH_SIZES = List.of(1.0, 2.0, 5.0, 10.0, 25.0, 50.0, 100.0, 250.0, 500.0, 1000.0,
            10_000.0);

    private Buckets() {
    }
}
