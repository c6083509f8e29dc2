package org.hybridscheduler.observability.control;

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
    DatabaseMetrics metrics;

    @AroundInvoke
    Object time(InvocationContext invocation) throws Exception {
        long start = System.nanoTime();
        try {
            return invocation.proceed();
        } finally {
            DatabaseQuery query = query(invocation.getMethod());
            metrics.record(query.operation(), query.table(), System.nanoTime() - start);
        }
    }

    private static DatabaseQuery query(Method method) {
        DatabaseQuery own = method.getAnnotation(DatabaseQuery.class);
        return own != null ? own : method.getDeclaringClass().getAnnotation(DatabaseQuery.class);
    }
}
