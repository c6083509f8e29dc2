package org.hybridscheduler.observability.metrics;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hybridscheduler.observability.tracing.TraceIds;

/** Notes the route that serves a request, and its trace, where the metrics' servlet filter finds them. */
@Provider
public class RouteFilter implements ContainerRequestFilter {

    /** Request attribute that holds the route's template. */
    static final String ROUTE = "org.hybridscheduler.route";
    /** Request attribute that holds the {@link TraceIds} if the trace is sampled: the filter may be outside of it. */
    static final String TRACE = "org.hybridscheduler.trace";

    private record Target(Class<?> resource, Method method) {
    }

    /** Bounded by the number of resource methods. */
    private final Map<Target, String> routes = new ConcurrentHashMap<>();

    @Context
    ResourceInfo matched;

    @Override
    public void filter(ContainerRequestContext request) {
        Target target = new Target(matched.getResourceClass(), matched.getResourceMethod());
        request.setProperty(ROUTE, routes.computeIfAbsent(target,
                key -> HttpLabels.route(key.resource(), key.method())));
        TraceIds.sampled().ifPresent(trace -> request.setProperty(TRACE, trace));
    }
}
