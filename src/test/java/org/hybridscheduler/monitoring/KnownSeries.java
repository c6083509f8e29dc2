package org.hybridscheduler.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hybridscheduler.monitoring.MonitoringFiles.Rule;
import org.hybridscheduler.monitoring.PromQl.Grouping;
import org.hybridscheduler.monitoring.PromQl.Selector;
import org.hybridscheduler.observability.metrics.Metric;
import org.hybridscheduler.observability.metrics.MetricDeclaration;

/** Every series an expression may name: what is declared, what rules record of it, and Prometheus' own. */
final class KnownSeries {

    private static final Set<String> TARGET = Set.of("job", "instance");

    private final Map<String, Set<String>> labels = new HashMap<>();

    KnownSeries(List<Rule> rules) {
        labels.put("up", TARGET);
        labels.put("ALERTS", Set.of("job", "instance", "alertname", "alertstate", "severity"));
        for (Metric metric : Metric.values()) {
            MetricDeclaration declaration = metric.declaration();
            for (String name : declaration.sampleNames()) {
                Set<String> known = new LinkedHashSet<>(TARGET);
                known.addAll(declaration.labels());
                if (name.endsWith("_bucket")) {
                    known.add("le");
                }
                labels.put(name, known);
            }
        }
        rules.stream().filter(rule -> !rule.alerts()).forEach(rule -> labels.put(rule.name(), level(rule.name())));
    }

    /** The labels that the level of a recorded series' name tells. */
    static Set<String> level(String recorded) {
        Set<String> labels = new LinkedHashSet<>(Set.of("job"));
        labels.addAll(List.of(recorded.substring(0, recorded.indexOf(':')).split("_")));
        return labels;
    }

    boolean has(String name) {
        return labels.containsKey(name);
    }

    /** Every metric, matcher and grouping label is one that exists. */
    void assertKnown(String where, String expression) {
        PromQl query = PromQl.of(expression);
        assertThat(query.selectors()).as("%s selects something: %s", where, expression).isNotEmpty();
        for (Selector selector : query.selectors()) {
            assertThat(labels).as("%s: %s", where, expression).containsKey(selector.metric());
            assertThat(labels.get(selector.metric())).as("%s, labels of %s: %s", where, selector.metric(), expression)
                    .containsAll(selector.labels());
        }
        for (Grouping grouping : query.groupings()) {
            for (String metric : grouping.metrics()) {
                assertThat(labels.get(metric)).as("%s, labels of %s: %s", where, metric, expression)
                        .containsAll(grouping.labels());
            }
        }
    }
}
