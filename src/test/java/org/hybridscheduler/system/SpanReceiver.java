package org.hybridscheduler.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Takes what is exported by OTLP over HTTP on a port of its own, as a collector does. */
final class SpanReceiver implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** A span with the name of the service that exported it. */
    record Received(String service, Span span) {

        String trace() {
            return hex(span.getTraceId().toByteArray());
        }

        String id() {
            return hex(span.getSpanId().toByteArray());
        }

        /** Empty for the first span of a trace. */
        String parent() {
            return hex(span.getParentSpanId().toByteArray());
        }

        String name() {
            return span.getName();
        }

        Map<String, String> attributes() {
            return texts(span.getAttributesList());
        }

        private static String hex(byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
    }

    private final List<String> paths = new CopyOnWriteArrayList<>();
    private final List<Received> spans = new CopyOnWriteArrayList<>();
    private final HttpServer http;

    SpanReceiver() {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.createContext("/", this::receive);
        http.start();
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            paths.add(exchange.getRequestURI().getPath());
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (exchange.getRequestURI().getPath().equals("/v1/traces")) {
                ExportTraceServiceRequest.parseFrom(body).getResourceSpansList().stream().flatMap(resource ->
                        resource.getScopeSpansList().stream().flatMap(scope -> scope.getSpansList().stream())
                                .map(span -> new Received(texts(resource.getResource().getAttributesList())
                                        .get("service.name"), span))).forEach(spans::add);
            }
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private static Map<String, String> texts(List<KeyValue> attributes) {
        return attributes.stream().filter(one -> one.getValue().hasStringValue())
                .collect(Collectors.toMap(KeyValue::getKey, one -> one.getValue().getStringValue()));
    }

    String url() {
        return "http://localhost:" + http.getAddress().getPort();
    }

    /** Where exports were sent to. */
    List<String> paths() {
        return List.copyOf(paths);
    }

    List<Received> spans() {
        return List.copyOf(spans);
    }

    /** The spans of a trace once its request is over, whose span is exported last. */
    List<Received> awaitRequest(String trace) {
        await("the request of trace " + trace,
                one -> one.trace().equals(trace) && one.span().getKind() == Span.SpanKind.SPAN_KIND_SERVER);
        return trace(trace).toList();
    }

    /** The first such span, once it is there. */
    Received await(String what, Predicate<Received> wanted) {
        Await.until(PATIENCE, () -> what + " among " + spans.stream().map(Received::name).distinct().toList(),
                () -> spans.stream().anyMatch(wanted));
        return spans.stream().filter(wanted).findFirst().orElseThrow();
    }

    Stream<Received> trace(String trace) {
        return spans.stream().filter(one -> one.trace().equals(trace));
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
