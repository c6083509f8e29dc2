package org.hybridscheduler.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.hybridscheduler.observability.metrics.Metric;
import org.hybridscheduler.observability.metrics.MetricDeclaration;
import org.hybridscheduler.observability.metrics.MetricDeclaration.Origin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The metrics page of a running server that has not done anything yet, with tracing on and nobody to export to. */
class PrometheusIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String PROMETHEUS_ACCEPTS = "application/openmetrics-text;version=1.0.0,"
            + "application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1";
    private static final Path PROMTOOL = Path.of("/usr/bin/promtool");
    private static Server server;

    @BeforeAll
    static void start() {
        server = new Server("prometheus", Map.of("SIMULATION_AUTOSTART", "false", "OTEL_SDK_DISABLED", "false",
                "OTEL_TRACES_EXPORTER", "none", "OTEL_METRICS_EXPORTER", "none", "OTEL_LOGS_EXPORTER", "none",
                "HEALTH_CHECK_INTERVAL", "PT0.2S")).start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpResponse<String> page(String... headers) {
        HttpResponse<String> response = server.get("/metrics/prometheus", headers);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response;
    }

    private static String header(HttpResponse<?> response, String name) {
        return String.join("; ", response.headers().allValues(name));
    }

    private static Stream<MetricDeclaration> declared() {
        return Stream.of(Metric.values()).map(Metric::declaration);
    }

    /** Types by name; a name that comes twice fails. */
    private static Map<String, String> types(String page) {
        return page.lines().filter(line -> line.startsWith("# TYPE ")).map(line -> line.split(" "))
                .collect(Collectors.toMap(words -> words[2], words -> words[3], (one, other) -> {
                    throw new AssertionError("a family comes twice");
                }, TreeMap::new));
    }

    private static String type(MetricDeclaration metric) {
        return metric.kind().type().name().toLowerCase(Locale.ROOT);
    }

    @Test
    void page_fromTheStart_hasWhatNeedsNoEventAndEverythingInItsDeclaredType() {
        String page = page().body();
        Map<String, String> types = types(page);

        assertThat(declared()).filteredOn(metric -> metric.origin() == Origin.SERVER || metric.labels().isEmpty())
                .extracting(MetricDeclaration::name).isSubsetOf(types.keySet());
        assertThat(declared()).filteredOn(metric -> types.containsKey(metric.name())).isNotEmpty()
                .allSatisfy(metric -> assertThat(types).containsEntry(metric.name(), type(metric)));
        assertThat(declared()).filteredOn(metric -> types.containsKey(metric.name())).allSatisfy(metric ->
                assertThat(page.lines()).anyMatch(line -> !line.startsWith("#")
                        && metric.sampleNames().contains(line.split("[{ ]")[0])));
    }

    @Test
    void page_everyFamily_hasHelp() {
        String page = page().body();
        List<String> helped = page.lines().filter(line -> line.matches("# HELP \\w+ .*\\w.*"))
                .map(line -> line.split(" ")[2]).toList();
        assertThat(helped).hasSizeGreaterThan(40).containsExactlyElementsOf(types(page).keySet());
    }

    @Test
    void page_promtoolChecksIt_hasNoComplaint(@TempDir Path directory) throws Exception {
        assumeThat(Files.isExecutable(PROMTOOL)).as("promtool is installed").isTrue();
        Path file = Files.writeString(directory.resolve("metrics"), page().body());
        Process check = new ProcessBuilder(PROMTOOL.toString(), "check", "metrics").redirectErrorStream(true)
                .redirectInput(file.toFile()).start();

        String complaints = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(check.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(complaints).isEmpty();
        assertThat(check.exitValue()).isZero();
    }

    @Test
    void page_gzipAllowed_isCompressedOnceAndSaysOnWhatItDepends() throws IOException {
        HttpRequest request = HttpRequest.newBuilder(server.uri("/metrics/prometheus"))
                .header("Accept-Encoding", "deflate;q=0.1, gzip").build();
        HttpResponse<byte[]> zipped = server.client().sendAsync(request, BodyHandlers.ofByteArray()).join();

        assertThat(header(zipped, "Content-Encoding")).isEqualTo("gzip");
        assertThat(header(zipped, "Vary")).isEqualTo("Accept-Encoding, Accept");
        assertThat(header(zipped, "Content-Type")).startsWith("text/plain").contains("0.0.4");
        String text = new String(new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes(),
                StandardCharsets.UTF_8);
        assertThat(types(text)).containsKey("http_requests_in_flight");
        assertThat(zipped.body().length).isLessThan(text.length() / 4);

        HttpResponse<String> plain = page("Accept-Encoding", "gzip;q=0, *");
        assertThat(header(plain, "Content-Encoding")).isEmpty();
        assertThat(header(plain, "Vary")).isEqualTo("Accept-Encoding, Accept");
        assertThat(types(plain.body())).containsKey("http_requests_in_flight");
    }

    @Test
    void page_asPrometheusAsks_isOpenMetrics() {
        HttpResponse<String> response = page("Accept", PROMETHEUS_ACCEPTS);

        assertThat(header(response, "Content-Type")).startsWith("application/openmetrics-text").contains("1.0.0", "utf-8");
        assertThat(response.body()).endsWith("\n# EOF\n").containsOnlyOnce("# EOF")
                .contains("# TYPE simulation_tasks_processed counter\n", "simulation_tasks_processed_total 0\n",
                        "# UNIT history_write_delay_seconds seconds\n", "history_write_delay_seconds_bucket{le=\"1.0\"} ");
        assertThat(types(response.body())).hasSameSizeAs(types(page().body()));
        assertThat(response.body().lines()).noneMatch(String::isEmpty);
    }

    @Test
    void page_othersAsk_isTheOlderTextOrAProblem() {
        for (String accept : List.of("*/*", "text/plain", "text/plain;version=0.0.4;q=0.9, text/html;q=0.2")) {
            assertThat(header(page("Accept", accept), "Content-Type")).as(accept).startsWith("text/plain")
                    .contains("version=0.0.4");
        }
        assertThat(server.get("/metrics/prometheus", "Accept", "application/json").statusCode()).isEqualTo(406);
    }

    @Test
    void exemplar_ofARequestInASampledTrace_isItsTraceId() {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        server.get("/health", "traceparent", "00-" + trace + "-00f067aa0ba902b7-01");

        Pattern exemplar = Pattern.compile("(?m)^http_request_duration_seconds_bucket\\{endpoint=\"/health\",method=\"GET\","
                + "le=\"[^\"]+\"} \\d+ # \\{trace_id=\"" + trace + "\",span_id=\"[0-9a-f]{16}\"} [\\d.E-]+ \\d+\\.\\d{3}$");
        assertThat(page("Accept", PROMETHEUS_ACCEPTS).body()).containsPattern(exemplar);
        assertThat(page().body()).doesNotContain("trace_id");
    }

    @Test
    void ready_checkedInTheBackground_isOne() {
        Await.until(PATIENCE, () -> "application_ready is 1", () -> page().body().contains("\napplication_ready 1\n"));
    }

    @Test
    void requests_inventedMethodsAndPaths_areUnmatchedAndCountedAsRejected() {
        String before = page().body();
        for (String method : List.of("BREW", "GET", "POST", "PROPFIND")) {
            HttpRequest request = HttpRequest.newBuilder(server.uri("/invented/" + method))
                    .method(method, BodyPublishers.noBody()).build();
            int status = server.client().sendAsync(request, BodyHandlers.ofString()).join().statusCode();
            assertThat(status).isBetween(400, 501);
        }
        server.post("/api/status");
        server.get("/ws");

        assertThat(page().body()).doesNotContain("invented", "BREW", "PROPFIND")
                .contains("endpoint=\"unmatched\",method=\"other\"", "endpoint=\"unmatched\",method=\"GET\",status=\"404\"",
                        "endpoint=\"unmatched\",method=\"POST\",status=\"405\"", "endpoint=\"websocket\",method=\"GET\"");
        for (String reason : List.of("not_found", "method_not_allowed")) {
            assertThat(rejected(page().body(), reason)).as(reason).isGreaterThan(rejected(before, reason));
        }
        assertThat(page().body()).as("the scrape itself").contains("\nhttp_requests_in_flight 1\n");
    }

    /** What MicroProfile calls percent is a share; the heap in use is known twice. */
    @Test
    void ratio_ofTheServer_isNoHundredthOfIt() {
        String page = page().body();
        double share = value(page, "memory_used_heap_bytes ") / value(page, "memory_max_heap_bytes ");
        assertThat(value(page, "memory_heap_utilization_ratio ")).as("within what a collection frees between the two")
                .isBetween(share / 10, share * 10);
    }

    private static double rejected(String page, String reason) {
        return value(page, "http_requests_rejected_total{reason=\"" + reason + "\"} ");
    }

    private static double value(String page, String series) {
        return page.lines().filter(line -> line.startsWith(series)).mapToDouble(line ->
                Double.parseDouble(line.substring(series.length()))).findFirst().orElseThrow();
    }
}
