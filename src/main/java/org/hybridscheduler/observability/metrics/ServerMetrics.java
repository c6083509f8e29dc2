package org.hybridscheduler.observability.metrics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.annotation.RegistryScope;
import org.hybridscheduler.observability.metrics.MetricFamily.Reading;
import org.hybridscheduler.observability.metrics.MetricFamily.Series;
import org.hybridscheduler.observability.metrics.MetricFamily.Type;

/** Reads what the server measures of itself and of the JVM, under the names that Prometheus' conventions ask for. */
@ApplicationScoped
public class ServerMetrics {

    private final List<RegistryReader> registries;

    /** For the container's proxy only. */
    protected ServerMetrics() {
        registries = List.of();
    }

    @Inject
    ServerMetrics(@RegistryScope(scope = MetricRegistry.BASE_SCOPE) MetricRegistry base,
            @RegistryScope(scope = MetricRegistry.VENDOR_SCOPE) MetricRegistry vendor) {
        registries = List.of(new RegistryReader(base), new RegistryReader(vendor));
    }

    /** A family in the making; what comes again, or is of another type, is left out. */
    private record Draft(RegistryReader.Identity first, Type type, Map<Labels, Reading> readings) {

        void add(RegistryReader.Identity identity, Type other, Reading reading) {
            if (type == other) {
                readings.putIfAbsent(identity.labels(), reading);
            }
        }

        MetricFamily family() {
            return new MetricFamily(first.name().name(), type, first.name().unit(), first.help(),
                    readings.entrySet().stream().map(one -> new Series(one.getKey(), one.getValue())).toList());
        }
    }

    /** Each name once. */
    List<MetricFamily> families() {
        Map<String, Draft> drafts = new LinkedHashMap<>();
        registries.forEach(registry -> registry.read((identity, type, reading) -> drafts
                .computeIfAbsent(identity.name().name(), name -> new Draft(identity, type, new LinkedHashMap<>()))
                .add(identity, type, reading)));
        return drafts.values().stream().map(Draft::family).toList();
    }
}
