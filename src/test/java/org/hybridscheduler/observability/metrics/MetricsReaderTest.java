package org.hybridscheduler.observability.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MetricsReaderTest {

    private final SortedMap<String, MetricFamily> families = new TreeMap<>();

    private static MetricFamily inFlight(double value) {
        Metric metric = Metric.SIMULATION_TASKS_IN_FLIGHT;
        return MetricFamily.of(metric, List.of(MetricFamily.series(metric, value)));
    }

    @Test
    void add_sourceThatThrows_leavesOutItsFamiliesAlone() {
        MetricsReader.add(families, () -> {
            throw new IllegalStateException("told to");
        });
        MetricsReader.add(families, () -> List.of(inFlight(1)));

        assertThat(families).containsOnlyKeys("simulation_tasks_in_flight");
    }

    @Test
    void add_nameThatIsThere_staysWhoseItWas() {
        MetricFamily first = inFlight(1);
        MetricsReader.add(families, () -> List.of(first));
        MetricsReader.add(families, () -> List.of(inFlight(2)));

        assertThat(families.values()).containsExactly(first);
    }
}
