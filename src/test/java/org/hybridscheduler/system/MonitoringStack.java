package org.hybridscheduler.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonStructure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.hybridscheduler.monitoring.MonitoringFiles;

/**
 * A real Prometheus and a real Alertmanager on copies of the committed files. The copies differ in ports and in waits:
 * intervals are seconds, and every alert's {@code for} is {@link #PENDING}, whose true length promtool's cases check.
 */
final class MonitoringStack implements AutoCloseable {

    private static final String PENDING = "2s";
    private static final String TOKEN = "a-token-for-the-webhook";
    private static final Duration START = Duration.ofMinutes(1);
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Queue<String> told = new ConcurrentLinkedQueue<>();
    private final List<Process> processes = new ArrayList<>();
    private final int prometheusPort = Server.freePort();
    private final int alertmanagerPort = Server.freePort();
    private final Path directory;
    private final HttpServer webhook;

    /**
     * Lays out the files and opens the webhook; {@link #start} starts the processes.
     *
     * @param directory where files, data and logs go
     * @param target    host and port to scrape
     */
    MonitoringStack(Path directory, String target) throws IOException {
        this.directory = directory;
        webhook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        webhook.createContext("/", this::tell);
        webhook.start();
        Files.createDirectories(directory.resolve("rules"));
        copy(MonitoringFiles.PROMETHEUS.resolve("prometheus.yml"), "prometheus.yml",
                "scrape_interval: 15s", "scrape_interval: 2s", "scrape_timeout: 10s", "scrape_timeout: 2s",
                "evaluation_interval: 15s", "evaluation_interval: 1s");
        copy(MonitoringFiles.PROMETHEUS.resolve("targets.yml"), "targets.yml", "localhost:8000", target);
        copy(MonitoringFiles.PROMETHEUS.resolve("alertmanagers.yml"), "alertmanagers.yml",
                "localhost:9093", "localhost:" + alertmanagerPort);
        for (Path rules : MonitoringFiles.files(MonitoringFiles.PROMETHEUS.resolve("rules"), ".yml")) {
            copy(rules, "rules/" + rules.getFileName(), " for: \\w+", " for: " + PENDING);
        }
        copy(MonitoringFiles.ALERTMANAGER, "alertmanager.yml", "group_wait: \\w+", "group_wait: 1s",
                "group_interval: \\w+", "group_interval: 1s",
                "http://localhost:9095/", "http://localhost:" + webhook.getAddress().getPort() + "/");
        Files.writeString(directory.resolve("webhook-token"), TOKEN);
    }

    /** @param changes pairs of what is there, a regular expression, and what is to be there instead */
    private void copy(Path file, String name, String... changes) throws IOException {
        String text = Files.readString(file);
        for (int i = 0; i < changes.length; i += 2) {
            String changed = text.replaceAll(changes[i], changes[i + 1]);
            assertThat(changed).as("%s has %s", file, changes[i]).isNotEqualTo(text);
            text = changed;
        }
        Files.writeString(directory.resolve(name), text);
    }

    /** Takes only what carries the token, as the configuration promises. */
    private void tell(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean known = ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (known) {
                told.add(body);
            }
            exchange.sendResponseHeaders(known ? 200 : 401, -1);
        }
    }

    MonitoringStack start() {
        run("alertmanager", "prometheus-alertmanager", "--config.file=" + directory.resolve("alertmanager.yml"),
                "--storage.path=" + directory.resolve("alertmanager"), "--cluster.listen-address=",
                "--web.listen-address=127.0.0.1:" + alertmanagerPort);
        run("prometheus", "prometheus", "--config.file=" + directory.resolve("prometheus.yml"),
                "--enable-feature=exemplar-storage", "--storage.tsdb.path=" + directory.resolve("data"),
                "--web.listen-address=127.0.0.1:" + prometheusPort);
        awaitReady("alertmanager", alertmanagerPort);
        awaitReady("prometheus", prometheusPort);
        return this;
    }

    private void run(String name, String... command) {
        try {
            processes.add(new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(directory.resolve(name + ".log").toFile()).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady(String name, int port) {
        Await.until(START, () -> name + " is ready; its log:\n" + log(name), () -> {
            try {
                return get(port, "/-/ready").statusCode() == 200;
            } catch (UncheckedIOException e) {
                return false;
            }
        });
    }

    private String log(String name) {
        try {
            return Files.readString(directory.resolve(name + ".log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The answer to an instant query: series with their labels and values. */
    JsonArray query(String expression) {
        return data("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
                .getJsonArray("result");
    }

    /** All rules with their health, group by group. */
    JsonArray ruleGroups() {
        return data("/api/v1/rules").getJsonArray("groups");
    }

    private JsonObject data(String path) {
        HttpResponse<String> response = get(prometheusPort, path);
        assertThat(response.statusCode()).as("%s: %s", path, response.body()).isEqualTo(200);
        return Server.parse(response.body()).asJsonObject().getJsonObject("data");
    }

    /** What Alertmanager holds of an alert: firing, neither silenced nor inhibited. */
    JsonArray active(String alert) {
        HttpResponse<String> response = get(alertmanagerPort, "/api/v2/alerts?silenced=false&inhibited=false&filter="
                + URLEncoder.encode("alertname=\"" + alert + "\"", StandardCharsets.UTF_8));
        JsonStructure alerts = Server.parse(response.body());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return alerts.asJsonArray();
    }

    /** Whether the webhook was told that an alert is firing or resolved. */
    boolean told(String alert, String status) {
        return told.stream().map(message -> Server.parse(message).asJsonObject())
                .flatMap(message -> message.getJsonArray("alerts").getValuesAs(JsonObject.class).stream())
                .anyMatch(one -> one.getString("status").equals(status)
                        && one.getJsonObject("labels").getString("alertname").equals(alert));
    }

    private HttpResponse<String> get(int port, String path) {
        try {
            return client.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).timeout(ANSWER)
                    .build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        webhook.stop(0);
        processes.forEach(Process::destroy);
        for (Process process : processes) {
            try {
                if (!process.waitFor(10, TimeUnit.SECONDS)) {
                    process.destroyForcibly().waitFor();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
