package org.hybridscheduler.observability.metrics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.hybridscheduler.observability.metrics.MetricFamily.Series;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.simulation.engine.ClusterStatus;
import org.hybridscheduler.simulation.engine.ComparisonSnapshot;
import org.hybridscheduler.simulation.engine.LiveState;

/**
 * How the live comparison stands, from its latest snapshot, read at each scrape: the series follow from the run. What is
 * not known is left out.
 */
@ApplicationScoped
public class SimulationMetrics implements MetricSource {

    @Inject
    LiveState state;

    private volatile ComparisonSnapshot latest;

    void remember(@Observes ComparisonSnapshot snapshot) {
        latest = snapshot;
    }

    @Override
    public List<MetricFamily> families() {
        Figures figures = new Figures();
        String now = state.word();
        LiveState.WORDS.forEach(word -> figures.add(Metric.SIMULATION_STATE, word.equals(now) ? 1 : 0, word));
        ComparisonSnapshot snapshot = latest;
        if (snapshot != null) {
            snapshot.clusters().forEach(cluster -> add(figures, cluster, snapshot.specification().cluster()));
            snapshot.totals().strategies().keySet().forEach(strategy ->
                    figures.add(Metric.SIMULATION_REGRET, snapshot.totals().regret(strategy), strategy));
            snapshot.models().forEach((model, status) -> {
                figures.add(Metric.MODEL_VERSION, status.version(), model);
                figures.add(Metric.MODEL_COVERAGE, status.within80(), model);
                figures.add(Metric.MODEL_ERROR, status.errorRatio(), model);
                figures.add(Metric.MODEL_RETRAINING_FAILURES, status.failures(), model);
            });
        }
        return figures.families();
    }

    private static void add(Figures figures, ClusterStatus status, ClusterSpec cluster) {
        String strategy = status.strategy();
        figures.add(Metric.SIMULATION_QUEUE_LENGTH, status.queueLength(), strategy);
        for (int device = 0; device < cluster.devices(); device++) {
            String name = cluster.deviceName(device);
            figures.add(Metric.SIMULATION_DEVICE_QUEUE_LENGTH, status.deviceQueues()[device], strategy, name);
            figures.add(Metric.SIMULATION_DEVICE_UTILIZATION, status.utilization()[device], strategy, name);
        }
    }

    /** What is known, as many series of each metric as it may have: a cluster may have two thousand devices. */
    private static final class Figures {

        private final Map<Metric, List<Series>> series = new EnumMap<>(Metric.class);

        void add(Metric metric, double value, String... labels) {
            List<Series> known = series.computeIfAbsent(metric, key -> new ArrayList<>());
            if (Double.isFinite(value) && known.size() < metric.declaration().maxSeries()) {
                known.add(MetricFamily.series(metric, value, labels));
            }
        }

        List<MetricFamily> families() {
            return series.entrySet().stream().filter(family -> !family.getValue().isEmpty())
                    .map(family -> MetricFamily.of(family.getKey(), family.getValue())).toList();
        }
    }
}
