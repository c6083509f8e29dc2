package org.hybridscheduler.observability.metrics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads all metrics of the application and of the server under it. */
@ApplicationScoped
public class MetricsReader {

    @Inject
    @Any
    Instance<MetricSource> sources;

    @Inject
    RegisteredMeters meters;

    @Inject
    ServerMetrics server;

    /** Every family by its name, which only the first one has: the application's before what the server names alike. */
    public List<MetricFamily> families() {
        SortedMap<String, MetricFamily> families = new TreeMap<>();
        sources.forEach(source -> add(families, source.families()));
        add(families, meters.families());
        add(families, server.families());
        return List.copyOf(families.values());
    }

    private static void add(SortedMap<String, MetricFamily> families, List<MetricFamily> more) {
        more.forEach(family -> families.putIfAbsent(family.name(), family));
    }
}
