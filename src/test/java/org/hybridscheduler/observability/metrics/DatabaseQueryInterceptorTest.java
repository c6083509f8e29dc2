package org.hybridscheduler.observability.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.annotation.Priority;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.hybridscheduler.Tracing;
import org.hybridscheduler.history.control.DatabaseQuery;
import org.hybridscheduler.observability.tracing.DatabaseSpans;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DatabaseQueryInterceptorTest {

    private final RecordedMeters meters = new RecordedMeters();
    private final DatabaseQueryInterceptor interceptor = new DatabaseQueryInterceptor();

    private final List<String> events = new ArrayList<>();

    @BeforeEach
    void wire() {
        interceptor.meters = meters;
        interceptor.spans = new NotedSpans();
    }

    /** Asks the database. */
    @DatabaseQuery(operation = "delete", table = "result")
    private static class Repository {

        @DatabaseQuery(operation = "select", table = "task")
        void read() {
            // Only its annotation counts.
        }

        void purge() {
            // The class's annotation counts.
        }
    }

    private static InvocationContext call(String method, Callable<Object> body) throws NoSuchMethodException {
        Method called = Repository.class.getDeclaredMethod(method);
        return (InvocationContext) Proxy.newProxyInstance(InvocationContext.class.getClassLoader(),
                new Class<?>[] {InvocationContext.class}, (proxy, asked, arguments) -> switch (asked.getName()) {
                    case "getMethod" -> called;
                    case "proceed" -> body.call();
                    default -> throw new UnsupportedOperationException(asked.toString());
                });
    }

    @Test
    void observe_query_isTimedByOperationAndTableAndItsErrorsShowZero() throws Exception {
        assertThat(interceptor.observe(call("read", () -> {
            events.add("query");
            return "rows";
        }))).isEqualTo("rows");

        assertThat(events).containsExactly("begin select task", "query", "close");
        assertThat(meters.observed(Metric.DATABASE_QUERY_DURATION, "select", "task")).singleElement()
                .satisfies(seconds -> assertThat(seconds).isNotNegative());
        assertThat(meters.count(Metric.DATABASE_QUERY_ERRORS, "select", "task")).isZero();
    }

    @Test
    void observe_queryFails_isCountedAndTimedAndTheCauseGoesOn() throws Exception {
        IllegalStateException cause = new IllegalStateException("no connection");
        InvocationContext failing = call("read", () -> {
            throw cause;
        });

        assertThatThrownBy(() -> interceptor.observe(failing)).isSameAs(cause);

        assertThat(events).containsExactly("begin select task", "failed no connection", "close");
        assertThat(meters.count(Metric.DATABASE_QUERY_ERRORS, "select", "task")).isEqualTo(1);
        assertThat(meters.observed(Metric.DATABASE_QUERY_DURATION, "select", "task")).hasSize(1);
    }

    @Test
    void observe_annotationOnTheClass_tellsOperationAndTable() throws Exception {
        interceptor.observe(call("purge", () -> null));

        assertThat(meters.observed(Metric.DATABASE_QUERY_DURATION, "delete", "result")).hasSize(1);
    }

    /**
     * Regression: the interceptor stood within the transaction, so the commit, with which JPA sends most of what it
     * writes, was not timed, and one that failed was not counted.
     */
    @Test
    void priority_isAroundTheTransactionAndWithinTheCaches() {
        int transaction = Interceptor.Priority.PLATFORM_BEFORE + 200;
        int caches = Interceptor.Priority.PLATFORM_BEFORE + 100;

        assertThat(DatabaseQueryInterceptor.class.getAnnotation(Priority.class).value())
                .isBetween(caches + 1, transaction - 1);
    }

    /** Spans that note what becomes of them. */
    private final class NotedSpans extends DatabaseSpans {

        @Override
        public Tracing.Span begin(String operation, String table) {
            events.add("begin " + operation + " " + table);
            return new Tracing.Span() {
                @Override
                public Tracing.Span with(String attribute, String value) {
                    return this;
                }

                @Override
                public Tracing.Span with(String attribute, long value) {
                    return this;
                }

                @Override
                public void failed(Throwable cause) {
                    events.add("failed " + cause.getMessage());
                }

                @Override
                public void close() {
                    events.add("close");
                }
            };
        }
    }
}
