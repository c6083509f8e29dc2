package org.hybridscheduler.observability.metrics;

import java.util.List;

/** Families that are read at each scrape, since what they tell is kept elsewhere. Every bean of this type is asked. */
public interface MetricSource {

    /** The figures of this moment; must answer at once and never throw. */
    List<MetricFamily> families();
}
