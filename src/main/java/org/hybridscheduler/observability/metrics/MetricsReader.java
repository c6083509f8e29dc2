package org.hybridscheduler.observability.metrics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.hybridscheduler.LogSafe;

/** Reads all metrics of the application and of the server under it. */
@ApplicationScoped
public class MetricsReader {

    private static final Logger LOG = System.getLogger(MetricsReader.class.getName());

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
        sources.forEach(source -> add(families, source::families));
        add(families, meters::families);
        add(families, server::families);
        return List.copyOf(families.values());
    }

    /** What cannot tell is left out: the page is wanted most when something is broken. */
    static void add(SortedMap<String, MetricFamily> families, Supplier<List<MetricFamily>> source) {
        try {
            source.get().forEach(family -> families.putIfAbsent(family.name(), family));
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A source of metrics cannot tell", LogSafe.of(e));
        }
    }
}
