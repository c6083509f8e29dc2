package org.hybridscheduler.observability.metrics;

import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Labels of a request that a client cannot multiply by inventing methods and paths. */
final class HttpLabels {

    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final int SWITCHING_PROTOCOLS = 101;

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
    static String unrouted(String method, int status) {
        if (status == SWITCHING_PROTOCOLS) {
            return "websocket";
        }
        boolean read = method.equals("GET") || method.equals("HEAD");
        return read && status < 400 ? "static" : "unmatched";
    }
}
