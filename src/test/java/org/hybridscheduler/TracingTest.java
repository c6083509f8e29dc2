package org.hybridscheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.inject.Singleton;
import org.hybridscheduler.Tracing.Span;
import org.junit.jupiter.api.Test;

class TracingTest {

    /** Counts what is begun. */
    @Singleton
    static class Counting implements Tracing {

        private int begun;

        @Override
        public Span begin(String name) {
            begun++;
            return Span.NONE;
        }
    }

    private static SeContainer container(Class<?>... beans) {
        return SeContainerInitializer.newInstance().disableDiscovery().addBeanClasses(beans).initialize();
    }

    private static Instance<Tracing> bean(SeContainer container) {
        return container.select(Tracing.class);
    }

    @Test
    void of_aBean_isTheBean() {
        try (SeContainer container = container(Counting.class, SystemClock.class)) {
            Tracing tracing = Tracing.of(bean(container));
            tracing.begin("work");

            assertThat(tracing).isNotSameAs(Tracing.NONE);
            assertThat(container.select(Counting.class).get().begun).isEqualTo(1);
        }
    }

    @Test
    void of_noBean_tracesNothing() {
        // A container without any bean class does not start.
        try (SeContainer container = container(SystemClock.class)) {
            assertThat(Tracing.of(bean(container))).isSameAs(Tracing.NONE);
        }
    }

    @Test
    void none_everySpan_isTheOneThatDoesNothing() {
        Span span = Tracing.NONE.begin("work");

        assertThat(span).isSameAs(Span.NONE);
        assertThat(span.with("text", "value")).isSameAs(span);
        assertThat(span.with("number", 1)).isSameAs(span);
        assertThatCode(() -> {
            span.failed(new IllegalStateException());
            span.close();
            span.close();
        }).doesNotThrowAnyException();
    }
}
