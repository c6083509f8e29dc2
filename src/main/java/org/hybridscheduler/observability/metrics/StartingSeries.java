package org.hybridscheduler.observability.metrics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hybridscheduler.observability.metrics.MetricDeclaration.Kind;
import org.hybridscheduler.observability.metrics.MetricDeclaration.Origin;

/** Shows every counter and histogram without labels from the start: what is not there yet cannot be seen to move. */
@ApplicationScoped
public class StartingSeries {

    @Inject
    Meters meters;

    @Inject
    @Any
    Instance<MetricSource> sources;

    void begin(@Observes Startup event) {
        Set<String> kept = sources.stream().flatMap(source -> source.families().stream()).map(MetricFamily::name)
                .collect(Collectors.toSet());
        show(meters, kept);
    }

    /** @param keptElsewhere names whose figures are not the meters' */
    static void show(Meters meters, Set<String> keptElsewhere) {
        Stream.of(Metric.values())
                .filter(metric -> metric.declaration().origin() == Origin.APPLICATION)
                .filter(metric -> metric.declaration().labels().isEmpty())
                .filter(metric -> !keptElsewhere.contains(metric.declaration().name()))
                .forEach(metric -> show(meters, metric));
    }

    private static void show(Meters meters, Metric metric) {
        Kind kind = metric.declaration().kind();
        if (kind == Kind.COUNTER) {
            meters.counter(metric);
        } else if (kind != Kind.GAUGE) {
            meters.histogram(metric);
        }
    }
}
