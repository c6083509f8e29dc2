package org.hybridscheduler.observability.metrics;

import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Labels of a request that a client cannot multiply by inventing methods and paths. */
final class HttpLabels {

    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final String WEB_SOCKET = "/ws";
    private static final int SWITCHING_PROTOCOLS = 101;

    private static final String OTHER_REJECTION = "other_client_error";
    private static final Map<Integer, String> REJECTIONS = Map.ofEntries(
            Map.entry(400, "bad_request"), Map.entry(401, "unauthorized"), Map.entry(403, "forbidden"),
            Map.entry(404, "not_found"), Map.entry(405, "method_not_allowed"), Map.entry(406, "not_acceptable"),
            Map.entry(409, "conflict"), Map.entry(412, "precondition_failed"), Map.entry(413, "too_large"),
            Map.entry(414, "too_large"), Map.entry(415, "unsupported_media_type"), Map.entry(429, "too_many_requests"),
            Map.entry(431, "too_large"), Map.entry(503, "unavailable"));

    /** Every reason for which a request may be turned away. */
    static final SortedSet<String> REASONS = Stream.concat(REJECTIONS.values().stream(), Stream.of(OTHER_REJECTION))
            .collect(Collectors.toCollection(TreeSet::new));

    private HttpLabels() {
    }

    static String method(String method) {
        return METHODS.contains(method) ? method : "other";
    }

    /** The route's template such as {@code /api/schedulers/{name}/stats}, without the patterns of its parameters. */
    static String route(Class<?> resource, Method method) {
        String template = Stream.of(resource.getAnnotation(Path.class), method.getAnnotation(Path.class))
                .map(path -> path == null ? "" : path.value().replaceAll("^/+|/+$", ""))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("/", "/", ""));
        return template.replaceAll("\\{\\s*([\\w.-]+)\\s*:(?:[^{}]|\\{[^{}]*})*}", "{$1}");
    }

    /** What stands for the route of a request that no resource method served. */
    static String unrouted(String method, String path, int status) {
        if (path.equals(WEB_SOCKET) || status == SWITCHING_PROTOCOLS) {
            return "websocket";
        }
        boolean read = method.equals("GET") || method.equals("HEAD");
        return read && status < 400 ? "static" : "unmatched";
    }

    /** Why a request was turned away; empty for one that was served, or that failed. */
    static Optional<String> rejection(int status) {
        String reason = REJECTIONS.get(status);
        return reason == null && status >= 400 && status < 500 ? Optional.of(OTHER_REJECTION)
                : Optional.ofNullable(reason);
    }
}
