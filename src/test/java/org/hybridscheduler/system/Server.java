package org.hybridscheduler.system;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonReader;
import jakarta.json.JsonStructure;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The packaged application in a server process of its own, seen from outside as an operator and a client see it. */
final class Server implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(4);
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final String name;
    private final Path home;
    private final Map<String, String> environment;
    private final int httpPort = freePort();
    private final int opsPort = freePort();
    private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private Process process;

    /**
     * A server that has not started.
     *
     * @param name of its directory in the runtime's user directory; what an earlier run left there is deleted
     * @param environment variables beside the ports
     */
    Server(String name, Map<String, String> environment) {
        this.name = name;
        this.home = Path.of(System.getProperty("liberty.install"), "usr", "servers", name);
        this.environment = new HashMap<>(environment);
        lay();
    }

    private void lay() {
        try {
            delete(home);
            Files.createDirectories(home.resolve("dropins"));
            Path configuration = Path.of("server-config", "liberty");
            try (Stream<Path> files = Files.walk(configuration)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Path copy = home.resolve(configuration.relativize(file));
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
            }
            Path war = Path.of(System.getProperty("war.file"));
            Files.copy(war, home.resolve("dropins").resolve(war.getFileName()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> tree = Files.walk(directory)) {
                for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the process and waits until the application answers. */
    Server start() {
        ProcessBuilder builder = new ProcessBuilder(
                home.resolve("../../../bin/server").normalize().toAbsolutePath().toString(), "run", name);
        builder.environment().putAll(environment);
        builder.environment().put("HTTP_PORT", Integer.toString(httpPort));
        builder.environment().put("OPS_PORT", Integer.toString(opsPort));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Await.until(START, () -> "the server " + name + " answers; its log ends:\n" + endOfLog(), () -> {
            assertThat(process.isAlive()).as("the server ended:\n%s", endOfLog()).isTrue();
            return answers();
        });
        return this;
    }

    /** Before the application is there, the server's own health page answers on both ports. */
    private boolean answers() {
        try {
            return get("/health").body().contains("\"healthy\"");
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    Path log() {
        return home.resolve("console.log");
    }

    /** The server's own log. */
    Path messages() {
        return home.resolve("logs").resolve("messages.log");
    }

    Path data() {
        return home.resolve("data");
    }

    private String endOfLog() {
        try {
            String text = Files.exists(log()) ? Files.readString(log()) : "";
            return text.substring(Math.max(0, text.length() - 3000));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the process as a power cut would: no shutdown hook runs. */
    void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        awaitEnd();
    }

    /** Ends the process as an operator would. */
    @Override
    public void close() {
        if (process != null) {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
            awaitEnd();
        }
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            for (ProcessHandle child : process.descendants().toList()) {
                child.onExit().get(60, TimeUnit.SECONDS);
            }
        } catch (Exception e) {
            throw new IllegalStateException("The server " + name + " does not end", e);
        }
        process = null;
    }

    URI uri(String path) {
        return URI.create("http://localhost:" + httpPort + path);
    }

    URI webSocket(String path) {
        return URI.create("ws://localhost:" + httpPort + path);
    }

    URI ops(String path) {
        return URI.create("http://localhost:" + opsPort + path);
    }

    HttpResponse<String> get(String path, String... headers) {
        return send(request(uri(path), headers).GET());
    }

    HttpResponse<String> post(String path, String contentType, String body) {
        return send(request(uri(path), "Content-Type", contentType).POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> post(String path) {
        return send(request(uri(path)).POST(BodyPublishers.noBody()));
    }

    HttpResponse<String> put(String path, String contentType, String body) {
        return send(request(uri(path), "Content-Type", contentType).PUT(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> delete(String path) {
        return send(request(uri(path)).DELETE());
    }

    HttpResponse<String> getOps(String path) {
        return send(request(ops(path)).GET());
    }

    private static HttpRequest.Builder request(URI uri, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(ANSWER);
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The JSON that a path answers with status 200. */
    JsonStructure json(String path) {
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).as(path + ": " + response.body()).isEqualTo(200);
        return parse(response.body());
    }

    static JsonStructure parse(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.read();
        }
    }

    HttpClient client() {
        return client;
    }
}
