package org.hybridscheduler.observability.metrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hybridscheduler.observability.metrics.MetricDeclaration.Origin;

/** Renders docs/metrics.md of the declarations. */
final class MetricsDocumentation {

    private static final String HEAD = """
            # Metrics

            Every declared metric, as `GET /metrics/prometheus` on port 8000 shows it. This page is made of the
            declarations in `observability.metrics.Metric`; a test compares it with them and can write it anew:

            ```sh
            mvn test -Dtest=MetricsDocumentationTest -Dmetrics.docs=write
            ```

            The page comes in the Prometheus text format 0.0.4 and, where the client's `Accept` header prefers it (as
            Prometheus' does), as OpenMetrics 1.0.0, whose histograms have trace ids as exemplars; compressed where
            `Accept-Encoding` allows gzip. A series beyond a metric's *most series* shares one whose labels are all
            `other`; of a gauge it is left out.
            """;
    private static final String SERVER = """

            ## The server's own

            Open Liberty measures these; the application gives them Prometheus' names and base units. The page has more
            of them; those below are the ones that dashboards and alerts rest on. Another server may lack some.
            """;

    private MetricsDocumentation() {
    }

    static String page() {
        return HEAD + "\n## The application's\n\n" + table(Origin.APPLICATION) + "\n## Buckets\n\n" + buckets() + SERVER
                + "\n" + table(Origin.SERVER);
    }

    private static Stream<MetricDeclaration> declared(Origin origin) {
        return Stream.of(Metric.values()).map(Metric::declaration).filter(metric -> metric.origin() == origin);
    }

    private static String table(Origin origin) {
        return "| name | type | unit | labels | most series | meaning |\n|---|---|---|---|---|---|\n"
                + declared(origin).map(MetricsDocumentation::row).collect(Collectors.joining());
    }

    private static String row(MetricDeclaration metric) {
        String labels = metric.labels().stream().map(label -> "`" + label + "`").collect(Collectors.joining(", "));
        String most = metric.labels().isEmpty() ? "1"
                : metric.origin() == Origin.SERVER ? "" : Integer.toString(metric.maxSeries());
        return Stream.of("`" + metric.name() + "`", metric.kind().type().name().toLowerCase(Locale.ROOT), metric.unit(),
                labels, most, metric.help().replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String buckets() {
        Map<List<Double>, List<String>> byBounds = declared(Origin.APPLICATION)
                .filter(metric -> !metric.buckets().isEmpty())
                .collect(Collectors.groupingBy(MetricDeclaration::buckets, LinkedHashMap::new,
                        Collectors.mapping(metric -> "`" + metric.name() + "`", Collectors.toList())));
        return "| upper bounds, in the metric's unit; the last one is always `+Inf` | histograms |\n|---|---|\n"
                + byBounds.entrySet().stream().map(entry -> "| " + entry.getKey().stream()
                        .map(bound -> Bound.of(bound).text()).collect(Collectors.joining(", ")) + " | "
                        + String.join(", ", entry.getValue()) + " |\n").collect(Collectors.joining());
    }
}
