package org.hybridscheduler.observability.metrics;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Notes the route that serves a request where the metrics' servlet filter finds it. */
@Provider
public class RouteFilter implements ContainerRequestFilter {

    /** Request attribute that holds the route's template. */
    static final String ROUTE = "org.hybridscheduler.route";

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
    }
}
