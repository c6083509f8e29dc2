package org.hybridscheduler.system;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A headless Chromium with one page, spoken to over its DevTools protocol. */
final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Pattern LISTENING = Pattern.compile("DevTools listening on ws://([^/\\s]+)/");

    private final Path home;
    private final Process process;
    private final WebSocket page;
    private final AtomicInteger calls = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonObject>> answers = new ConcurrentHashMap<>();
    private final List<JsonObject> complaints = new CopyOnWriteArrayList<>();

    /** Where Chromium is; empty where it is not installed. */
    static Optional<Path> installed() {
        return Optional.of(Path.of("/usr/bin/chromium")).filter(Files::isExecutable);
    }

    /** @param home a directory of its own, empty */
    Browser(Path chromium, Path home) {
        this.home = home;
        try {
            process = start(chromium);
            page = connect();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List.of("Page", "Runtime", "Log", "Audits")
                .forEach(domain -> call(domain + ".enable", JsonValue.EMPTY_JSON_OBJECT));
    }

    private Process start(Path chromium) throws IOException {
        return new ProcessBuilder(chromium.toString(), "--headless", "--no-sandbox", "--disable-gpu",
                "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
                "--disable-sync", "--no-proxy-server", "--user-data-dir=" + home.resolve("profile"),
                "--remote-debugging-port=0", "about:blank")
                .redirectErrorStream(true).redirectOutput(log().toFile()).start();
    }

    private Path log() {
        return home.resolve("log");
    }

    private WebSocket connect() throws IOException {
        Await.until(PATIENCE, () -> "the browser listens", () -> LISTENING.matcher(read(log())).find());
        Matcher address = LISTENING.matcher(read(log()));
        assertThat(address.find()).isTrue();
        HttpClient client = HttpClient.newHttpClient();
        try {
            String targets = client.send(HttpRequest.newBuilder(
                    URI.create("http://" + address.group(1) + "/json/list")).build(), BodyHandlers.ofString()).body();
            JsonObject target = Server.parse(targets).asJsonArray().getValuesAs(JsonObject.class).stream()
                    .filter(each -> each.getString("type").equals("page")).findFirst().orElseThrow();
            return client.newWebSocketBuilder().buildAsync(URI.create(target.getString("webSocketDebuggerUrl")),
                    new Listener()).join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Calls a method of the protocol and answers its result. */
    private JsonObject call(String method, JsonObject parameters) {
        int id = calls.incrementAndGet();
        CompletableFuture<JsonObject> answer = new CompletableFuture<>();
        answers.put(id, answer);
        page.sendText(Json.createObjectBuilder().add("id", id).add("method", method).add("params", parameters).build()
                .toString(), true).join();
        return answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    void open(URI address) {
        call("Page.navigate", Json.createObjectBuilder().add("url", address.toString()).build());
    }

    /** The value of a JavaScript expression, as text; what it throws is an error here. */
    String evaluate(String expression) {
        JsonObjectBuilder parameters = Json.createObjectBuilder().add("expression", "String(" + expression + ")")
                .add("awaitPromise", true).add("returnByValue", true);
        JsonObject answer = call("Runtime.evaluate", parameters.build());
        assertThat(answer.containsKey("exceptionDetails")).as(expression + ": " + answer).isFalse();
        return answer.getJsonObject("result").getString("value");
    }

    /** Waits until an expression is true. */
    void await(String condition) {
        Await.until(PATIENCE, () -> condition + "; complaints: " + complaints + "; page: "
                + evaluate("document.body.innerText"), () -> evaluate(condition).equals("true"));
    }

    /** What the browser found wrong with the pages so far. */
    List<String> complaints() {
        return complaints.stream().map(JsonObject::toString).toList();
    }

    /** Of what a policy refused, what was thrown, what failed to load; not of advice such as on labels. */
    private static boolean complains(JsonObject event) {
        return switch (event.getString("method")) {
            case "Audits.issueAdded" -> event.toString().contains("\"ContentSecurityPolicyIssue\"");
            case "Runtime.exceptionThrown", "Log.entryAdded" -> true;
            default -> false;
        };
    }

    @Override
    public void close() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        children.forEach(ProcessHandle::destroyForcibly);
        children.forEach(child -> child.onExit().orTimeout(20, TimeUnit.SECONDS).join());
    }

    private final class Listener implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                JsonObject message = Server.parse(text.toString()).asJsonObject();
                text.setLength(0);
                if (message.containsKey("id")) {
                    CompletableFuture<JsonObject> answer = answers.remove(message.getInt("id"));
                    if (message.containsKey("result")) {
                        answer.complete(message.getJsonObject("result"));
                    } else {
                        answer.completeExceptionally(new IllegalStateException(message.toString()));
                    }
                } else if (complains(message)) {
                    complaints.add(message);
                }
            }
            socket.request(1);
            return null;
        }
    }
}
