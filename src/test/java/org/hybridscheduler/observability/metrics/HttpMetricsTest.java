package org.hybridscheduler.observability.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hybridscheduler.observability.exposition.PrometheusText;
import org.hybridscheduler.observability.metrics.HttpMetrics.Served;
import org.hybridscheduler.observability.metrics.MetricFamily.Bucket;
import org.hybridscheduler.observability.metrics.MetricFamily.Histogram;
import org.hybridscheduler.observability.tracing.TraceIds;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpMetricsTest {

    private static final Instant NOW = Instant.parse("2026-11-23T11:22:33.123Z");
    private static final Optional<TraceIds> NO_TRACE = Optional.empty();

    private final RegisteredMeters meters = new RegisteredMeters(new InMemoryRegistry().registry(),
            Clock.fixed(NOW, ZoneOffset.UTC));
    private final HttpMetrics metrics = new HttpMetrics(meters);

    @BeforeEach
    void begin() {
        metrics.begin(null);
    }

    private String page() {
        return PrometheusText.of(meters.families());
    }

    private void serve(String method, String path, String route, int status) {
        metrics.arrived();
        metrics.left(new Served(method, path, route, status, 3_000_000, NO_TRACE));
    }

    @Test
    void request_served_isCountedAndTimedByItsRoute() {
        serve("GET", "/api/schedulers/oracle/stats", "/api/schedulers/{name}/stats", 200);

        assertThat(page()).contains(
                "http_requests_total{endpoint=\"/api/schedulers/{name}/stats\",method=\"GET\",status=\"200\"} 1\n",
                "http_request_duration_seconds_sum{endpoint=\"/api/schedulers/{name}/stats\",method=\"GET\"} 0.003\n");
    }

    @Test
    void request_underWay_isInFlightUntilItLeaves() {
        assertThat(page()).contains("http_requests_in_flight 0\n");
        metrics.arrived();
        assertThat(page()).contains("http_requests_in_flight 1\n");
        metrics.left(new Served("GET", "/", "/", 200, 1, NO_TRACE));
        assertThat(page()).contains("http_requests_in_flight 0\n");
    }

    @ParameterizedTest
    @CsvSource({"400,bad_request", "401,unauthorized", "403,forbidden", "404,not_found", "405,method_not_allowed",
        "406,not_acceptable", "409,conflict", "412,precondition_failed", "413,too_large", "414,too_large",
        "415,unsupported_media_type", "418,other_client_error", "429,too_many_requests", "431,too_large",
        "503,unavailable"})
    void request_turnedAway_isCountedByItsReason(int status, String reason) {
        assertThat(page()).as("from the start").contains("http_requests_rejected_total{reason=\"" + reason + "\"} 0\n");

        serve("GET", "/x", null, status);

        assertThat(page()).contains("http_requests_rejected_total{reason=\"" + reason + "\"} 1\n");
    }

    @ParameterizedTest
    @CsvSource({"101", "200", "304", "500", "502"})
    void request_servedOrFailed_isNoRejection(int status) {
        serve("GET", "/x", null, status);

        assertThat(page().lines().filter(line -> line.startsWith("http_requests_rejected_total{")))
                .isNotEmpty().allMatch(line -> line.endsWith(" 0"));
    }

    @Test
    void requests_ofAnyMethodAndPath_makeNoSeriesOfTheirOwn() {
        SplittableRandom random = new SplittableRandom(7);
        int[] statuses = {101, 200, 304, 400, 404, 405, 413, 500, 503};
        for (int i = 0; i < 20_000; i++) {
            serve(text(random, 12), "/" + text(random, 30), null, statuses[random.nextInt(statuses.length)]);
            serve("GET", "/" + text(random, 30), null, statuses[random.nextInt(statuses.length)]);
        }

        assertThat(values("endpoint")).containsExactlyInAnyOrder("static", "unmatched", "websocket");
        assertThat(values("method")).containsExactlyInAnyOrder("GET", "other");
        assertThat(values("status")).hasSize(statuses.length);
        assertThat(meters.families().stream().mapToLong(family -> family.series().size()).sum()).isLessThan(60);
    }

    private static String text(SplittableRandom random, int longest) {
        return random.ints(random.nextInt(longest + 1), 0x20, 0x250)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    private Set<String> values(String label) {
        return Pattern.compile("[{,]" + label + "=\"([^\"]*)\"").matcher(page()).results()
                .map((MatchResult match) -> match.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void request_inASampledTrace_isTheExemplarOfItsBucketUntilALaterOne() {
        TraceIds first = new TraceIds("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331");
        TraceIds second = new TraceIds("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7");
        for (TraceIds trace : List.of(first, second)) {
            metrics.left(new Served("GET", "/", "/", 200, 3_000_000, Optional.of(trace)));
        }
        metrics.left(new Served("GET", "/", "/", 200, 3_000_000, NO_TRACE));
        metrics.left(new Served("GET", "/", "/", 200, 30_000_000, NO_TRACE));

        assertThat(durations().buckets()).filteredOn(bucket -> bucket.exemplar() != null).singleElement()
                .satisfies(bucket -> {
                    assertThat(bucket.atMost().text()).isEqualTo("0.005");
                    assertThat(bucket.exemplar()).isEqualTo(new Exemplar(second, 0.003, NOW));
                });
        assertThat(durations().buckets()).extracting(Bucket::count).endsWith(4L);
    }

    private Histogram durations() {
        Predicate<MetricFamily> timed = family -> family.name().equals("http_request_duration_seconds");
        MetricFamily family = meters.families().stream().filter(timed).findFirst().orElseThrow();
        return (Histogram) family.series().get(0).reading();
    }
}
