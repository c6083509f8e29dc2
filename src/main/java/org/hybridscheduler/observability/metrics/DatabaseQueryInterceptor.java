package org.hybridscheduler.observability.metrics;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.lang.reflect.Method;
import org.hybridscheduler.Tracing;
import org.hybridscheduler.history.control.DatabaseQuery;
import org.hybridscheduler.observability.tracing.DatabaseSpans;

/**
 * Times and traces each query. Around its transaction (200 above the platform's start), since much of what JPA writes
 * goes out with the commit, which may fail, too; within the caches (100 above it), so that what a cache answered is no query.
 */
@Interceptor
@DatabaseQuery
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 150)
public class DatabaseQueryInterceptor {

    @Inject
    Meters meters;

    @Inject
    DatabaseSpans spans;

    @AroundInvoke
    Object observe(InvocationContext invocation) throws Exception {
        DatabaseQuery query = query(invocation.getMethod());
        try (Tracing.Span span = spans.begin(query.operation(), query.table())) {
            return time(invocation, query, span);
        }
    }

    private Object time(InvocationContext invocation, DatabaseQuery query, Tracing.Span span) throws Exception {
        Meters.Count errors = meters.counter(Metric.DATABASE_QUERY_ERRORS, query.operation(), query.table());
        long start = System.nanoTime();
        try {
            return invocation.proceed();
        } catch (Exception e) {
            errors.increment();
            span.failed(e);
            throw e;
        } finally {
            meters.histogram(Metric.DATABASE_QUERY_DURATION, query.operation(), query.table())
                    .recordNanos(System.nanoTime() - start);
        }
    }

    private static DatabaseQuery query(Method method) {
        DatabaseQuery own = method.getAnnotation(DatabaseQuery.class);
        return own != null ? own : method.getDeclaringClass().getAnnotation(DatabaseQuery.class);
    }
}
