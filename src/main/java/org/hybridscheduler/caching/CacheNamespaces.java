package org.hybridscheduler.caching;

import java.util.List;

/** The caches of the application: each name is a JCache cache, a label in metrics and a path of {@code /metrics}. */
public final class CacheNamespaces {

    public static final String TRAINING_DATA = "training_data";
    public static final String SCHEDULER_STATS = "scheduler_stats";
    public static final String COMPARATIVE_HISTORY = "comparative_history";

    /** Every namespace, in the order it is shown. */
    public static final List<String> ALL = List.of(TRAINING_DATA, SCHEDULER_STATS, COMPARATIVE_HISTORY);

    private CacheNamespaces() {
    }
}
