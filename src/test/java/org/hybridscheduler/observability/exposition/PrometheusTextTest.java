package org.hybridscheduler.observability.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hybridscheduler.observability.metrics.Bound;
import org.hybridscheduler.observability.metrics.Exemplar;
import org.hybridscheduler.observability.metrics.MetricFamily;
import org.hybridscheduler.observability.metrics.MetricFamily.Bucket;
import org.hybridscheduler.observability.metrics.MetricFamily.Histogram;
import org.hybridscheduler.observability.metrics.MetricFamily.Quantile;
import org.hybridscheduler.observability.metrics.MetricFamily.Reading;
import org.hybridscheduler.observability.metrics.MetricFamily.Series;
import org.hybridscheduler.observability.metrics.MetricFamily.Summary;
import org.hybridscheduler.observability.metrics.MetricFamily.Type;
import org.hybridscheduler.observability.metrics.MetricFamily.Value;
import org.hybridscheduler.observability.tracing.TraceIds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PrometheusTextTest {

    private static final MetricFamily REQUESTS = new MetricFamily("http_requests_total", Type.COUNTER, "", "Requests",
            List.of(new Series(Map.of("status", "200", "method", "GET"), new Value(3)),
                    new Series(Map.of("status", "404", "method", "GET"), new Value(1))));
    private static final Exemplar EXEMPLAR = new Exemplar(new TraceIds("0af7651916cd43dd8448eb211c80319c",
            "b7ad6b7169203331"), 0.125, Instant.parse("2026-11-23T11:22:33.007Z"));
    private static final MetricFamily WAITS = new MetricFamily("wait_seconds", Type.HISTOGRAM, "seconds", "Waits",
            List.of(new Series(Map.of("method", "GET"), new Histogram(List.of(
                    new Bucket(Bound.of(0.0001), 2, null), new Bucket(Bound.of(0.25), 5, EXEMPLAR),
                    new Bucket(Bound.of(1), 5, null), new Bucket(Bound.INFINITY, 6, null)), 12.5))));

    @Test
    void of_counterWithLabels_headsTheFamilyOnce() {
        assertThat(PrometheusText.of(List.of(REQUESTS))).isEqualTo("""
                # HELP http_requests_total Requests
                # TYPE http_requests_total counter
                http_requests_total{method="GET",status="200"} 3
                http_requests_total{method="GET",status="404"} 1
                """);
    }

    @Test
    void of_counterAsOpenMetrics_headsTheFamilyWithoutTotalAndEnds() {
        assertThat(PrometheusText.of(List.of(REQUESTS), TextFormat.OPEN_METRICS)).isEqualTo("""
                # HELP http_requests Requests
                # TYPE http_requests counter
                http_requests_total{method="GET",status="200"} 3
                http_requests_total{method="GET",status="404"} 1
                # EOF
                """);
    }

    @Test
    void of_histogram_writesCumulativeBucketsUpToInfinityThenSumAndCount() {
        assertThat(PrometheusText.of(List.of(WAITS))).isEqualTo("""
                # HELP wait_seconds Waits
                # TYPE wait_seconds histogram
                wait_seconds_bucket{method="GET",le="0.0001"} 2
                wait_seconds_bucket{method="GET",le="0.25"} 5
                wait_seconds_bucket{method="GET",le="1.0"} 5
                wait_seconds_bucket{method="GET",le="+Inf"} 6
                wait_seconds_sum{method="GET"} 12.5
                wait_seconds_count{method="GET"} 6
                """);
    }

    @Test
    void of_histogramAsOpenMetrics_hasUnitAndExemplar() {
        assertThat(PrometheusText.of(List.of(WAITS), TextFormat.OPEN_METRICS)).isEqualTo("""
                # HELP wait_seconds Waits
                # TYPE wait_seconds histogram
                # UNIT wait_seconds seconds
                wait_seconds_bucket{method="GET",le="0.0001"} 2
                wait_seconds_bucket{method="GET",le="0.25"} 5 # {trace_id="0af7651916cd43dd8448eb211c80319c",\
                span_id="b7ad6b7169203331"} 0.125 1795432953.007
                wait_seconds_bucket{method="GET",le="1.0"} 5
                wait_seconds_bucket{method="GET",le="+Inf"} 6
                wait_seconds_sum{method="GET"} 12.5
                wait_seconds_count{method="GET"} 6
                # EOF
                """);
    }

    @Test
    void of_counterOfAUnitAsOpenMetrics_hasTheUnitBeforeTotal() {
        MetricFamily time = new MetricFamily("spent_seconds_total", Type.COUNTER, "seconds", "Spent",
                List.of(new Series(Map.of(), new Value(0.5))));

        assertThat(PrometheusText.of(List.of(time), TextFormat.OPEN_METRICS)).isEqualTo("""
                # HELP spent_seconds Spent
                # TYPE spent_seconds counter
                # UNIT spent_seconds seconds
                spent_seconds_total 0.5
                # EOF
                """);
    }

    @Test
    void of_histogramWithoutLabels_hasOnlyTheBound() {
        Histogram empty = new Histogram(List.of(new Bucket(Bound.INFINITY, 0, null)), 0);
        assertThat(text(Type.HISTOGRAM, Map.of(), empty)).isEqualTo("""
                # HELP x Help
                # TYPE x histogram
                x_bucket{le="+Inf"} 0
                x_sum 0
                x_count 0
                """);
    }

    @Test
    void of_summary_writesQuantilesThenSumAndCount() {
        assertThat(text(Type.SUMMARY, Map.of(), new Summary(
                List.of(new Quantile(Bound.of(0.5), 0.1), new Quantile(Bound.of(1), 0.2)), 4, 0.5))).isEqualTo("""
                        # HELP x Help
                        # TYPE x summary
                        x{quantile="0.5"} 0.1
                        x{quantile="1.0"} 0.2
                        x_sum 0.5
                        x_count 4
                        """);
    }

    @Test
    void of_labelAndHelpWithSpecialCharacters_escapesThem() {
        MetricFamily family = new MetricFamily("x", Type.GAUGE, "", "a \\ \"b\"\nc", List.of(
                new Series(Map.of("path", "C:\\ \"q\"\nend"), new Value(1))));

        assertThat(PrometheusText.of(List.of(family))).isEqualTo("""
                # HELP x a \\\\ "b"\\nc
                # TYPE x gauge
                x{path="C:\\\\ \\"q\\"\\nend"} 1
                """);
        assertThat(PrometheusText.of(List.of(family), TextFormat.OPEN_METRICS))
                .startsWith("# HELP x a \\\\ \\\"b\\\"\\nc\n").contains("x{path=\"C:\\\\ \\\"q\\\"\\nend\"} 1\n");
    }

    @ParameterizedTest
    @CsvSource({"NaN,NaN", "Infinity,+Inf", "-Infinity,-Inf", "0,0", "-0.0,0", "-1.5,-1.5", "1e-9,1.0E-9",
        "123456789012345,123456789012345", "-7,-7", "1e15,1.0E15", "1e300,1.0E300", "5e-324,4.9E-324"})
    void of_value_isANumberPrometheusReads(double value, String expected) {
        assertThat(text(Type.GAUGE, Map.of(), new Value(value))).endsWith("x " + expected + "\n");
    }

    @ParameterizedTest
    @EnumSource
    void write_moreThanOneChunk_isTheSameTextInUtf8(TextFormat format) throws IOException {
        List<MetricFamily> many = IntStream.range(0, 500).mapToObj(i -> new MetricFamily("x" + i, Type.GAUGE, "",
                "Größe", List.of(new Series(Map.of("name", "größer".repeat(20)), new Value(i))))).toList();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        PrometheusText.write(many, format, bytes);

        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo(PrometheusText.of(many, format))
                .hasSizeGreaterThan(50_000);
    }

    private static String text(Type type, Map<String, String> labels, Reading reading) {
        return PrometheusText.of(List.of(new MetricFamily("x", type, "", "Help", List.of(new Series(labels, reading)))));
    }
}
