package org.hybridscheduler.observability.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hybridscheduler.observability.metrics.MetricFamily;
import org.hybridscheduler.observability.metrics.MetricFamily.Histogram;
import org.hybridscheduler.observability.metrics.MetricFamily.Reading;
import org.hybridscheduler.observability.metrics.MetricFamily.Series;
import org.hybridscheduler.observability.metrics.MetricFamily.Summary;
import org.hybridscheduler.observability.metrics.MetricFamily.Type;
import org.hybridscheduler.observability.metrics.MetricFamily.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrometheusTextTest {

    @Test
    void of_counterWithLabels_headsTheFamilyOnce() {
        MetricFamily requests = new MetricFamily("http_requests_total", Type.COUNTER, "Requests", List.of(
                new Series(Map.of("status", "200", "method", "GET"), new Value(3)),
                new Series(Map.of("status", "404", "method", "GET"), new Value(1))));

        assertThat(PrometheusText.of(List.of(requests))).isEqualTo("""
                # HELP http_requests_total Requests
                # TYPE http_requests_total counter
                http_requests_total{method="GET",status="200"} 3
                http_requests_total{method="GET",status="404"} 1
                """);
    }

    @Test
    void of_histogram_writesCumulativeBucketsUpToInfinityThenSumAndCount() {
        Histogram durations = new Histogram(new TreeMap<>(Map.of(0.0001, 2L, 0.25, 5L, 1.0, 5L)), 6, 12.5);

        assertThat(text(Type.HISTOGRAM, Map.of("method", "GET"), durations)).isEqualTo("""
                # TYPE x histogram
                x_bucket{method="GET",le="0.0001"} 2
                x_bucket{method="GET",le="0.25"} 5
                x_bucket{method="GET",le="1"} 5
                x_bucket{method="GET",le="+Inf"} 6
                x_sum{method="GET"} 12.5
                x_count{method="GET"} 6
                """);
    }

    @Test
    void of_histogramWithoutLabels_hasOnlyTheBound() {
        assertThat(text(Type.HISTOGRAM, Map.of(), new Histogram(new TreeMap<>(), 0, 0))).isEqualTo("""
                # TYPE x histogram
                x_bucket{le="+Inf"} 0
                x_sum 0
                x_count 0
                """);
    }

    @Test
    void of_summary_writesQuantilesThenSumAndCount() {
        assertThat(text(Type.SUMMARY, Map.of(), new Summary(new TreeMap<>(Map.of(0.5, 0.1, 0.99, 0.2)), 4, 0.5)))
                .isEqualTo("""
                        # TYPE x summary
                        x{quantile="0.5"} 0.1
                        x{quantile="0.99"} 0.2
                        x_sum 0.5
                        x_count 4
                        """);
    }

    @Test
    void of_labelAndHelpWithSpecialCharacters_escapesThem() {
        MetricFamily family = new MetricFamily("x", Type.GAUGE, "a \\ \"b\"\nc", List.of(
                new Series(Map.of("path", "C:\\ \"q\"\nend"), new Value(1))));

        assertThat(PrometheusText.of(List.of(family))).isEqualTo("""
                # HELP x a \\\\ "b"\\nc
                # TYPE x gauge
                x{path="C:\\\\ \\"q\\"\\nend"} 1
                """);
    }

    @ParameterizedTest
    @CsvSource({"NaN,NaN", "Infinity,+Inf", "-Infinity,-Inf", "0,0", "-0.0,0", "-1.5,-1.5", "1e-9,0.000000001",
            "123456789012345,123456789012345", "1e300,1.0E300", "5e-324,4.9E-324"})
    void of_value_isANumberPrometheusReads(double value, String expected) {
        assertThat(text(Type.GAUGE, Map.of(), new Value(value))).endsWith("x " + expected + "\n");
    }

    private static String text(Type type, Map<String, String> labels, Reading reading) {
        return PrometheusText.of(List.of(new MetricFamily("x", type, null, List.of(new Series(labels, reading)))));
    }
}
