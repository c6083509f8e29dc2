package org.hybridscheduler.simulation.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.hybridscheduler.simulation.experiment.ExperimentSpecification;

/** How many experiments there may be, and what they may take. */
@ApplicationScoped
public class ExperimentSettings {

    private static final int MAX_THREADS = 1_024;
    private static final int MAX_QUEUED = 1_000;
    private static final int MAX_KEPT = 10_000;

    @Inject
    Config config;

    /** Cells that run at a time; all cores but one where it is not configured, at least 1. */
    public int threads() {
        Optional<Integer> configured = config.getOptionalValue("experiment.threads", Integer.class);
        return configured.isPresent() ? checked("experiment.threads", configured.get(), 1, MAX_THREADS)
                : Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
    }

    /** Experiments that may wait. */
    public int maxQueued() {
        return integer("experiment.max_queued", 0, MAX_QUEUED);
    }

    /** The most runs of one experiment: strategies x workloads x loads x seeds. */
    public int maxRuns() {
        return integer("experiment.max_runs", 1, ExperimentSpecification.MAX_RUNS);
    }

    /** Experiments that are kept: never fewer than may run and wait. */
    public int keep() {
        return Math.max(integer("experiment.keep", 1, MAX_KEPT), maxQueued() + 1);
    }

    private int integer(String key, int min, int max) {
        return checked(key, config.getValue(key, Integer.class), min, max);
    }

    private static int checked(String key, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalStateException(key + " is " + value + ", expected " + min + " to " + max);
        }
        return value;
    }
}
