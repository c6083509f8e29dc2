package org.hybridscheduler.observability.metrics;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.lang.reflect.Method;
import org.hybridscheduler.history.control.DatabaseQuery;

/** Times each query. Innermost, so that what a cache answered is no query, and the wait for a lock is none either. */
@Interceptor
@DatabaseQuery
@Priority(Interceptor.Priority.LIBRARY_AFTER)
public class DatabaseQueryInterceptor {

    @Inject
    Meters meters;

    @AroundInvoke
    Object time(InvocationContext invocation) throws Exception {
        DatabaseQuery query = query(invocation.getMethod());
        long start = System.nanoTime();
        try {
            return invocation.proceed();
        } catch (Exception e) {
            meters.counter(Metric.DATABASE_QUERY_ERRORS, query.operation(), query.table()).increment();
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
