package org.hybridscheduler.observability.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import org.hybridscheduler.observability.metrics.MetricDeclaration.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricTest {

    @Test
    void names_areUnique() {
        assertThat(Stream.of(Metric.values()).map(metric -> metric.declaration().name())).doesNotHaveDuplicates();
    }

    /** The contract's table. */
    @ParameterizedTest
    @CsvSource({"http_requests_total, COUNTER, method endpoint status",
        "http_request_duration_seconds, TIMER, method endpoint",
        "database_query_duration_seconds, TIMER, operation table",
        "cache_operations_total, COUNTER, operation result namespace backend",
        "simulation_tasks_processed_total, COUNTER, ''", "simulation_scheduler_tasks_total, COUNTER, scheduler",
        "simulation_tasks_in_flight, GAUGE, ''", "model_retraining_duration_seconds, TIMER, model",
        "websocket_connections_active, GAUGE, ''", "application_info, GAUGE, version commit java"})
    void contract_isDeclared(String name, Kind kind, String labels) {
        assertThat(Metric.named(name)).get().extracting(Metric::declaration).satisfies(declaration -> {
            assertThat(declaration.kind()).isEqualTo(kind);
            assertThat(String.join(" ", declaration.labels())).isEqualTo(labels);
        });
    }

    @Test
    void declaration_againstPrometheusConventions_isRejectedWithItsName() {
        assertThatIllegalArgumentException().isThrownBy(() -> MetricDeclaration.counter("things", "", "Things"))
                .withMessageContaining("things").withMessageContaining("_total");
        assertThatIllegalArgumentException().isThrownBy(() -> MetricDeclaration.gauge("wait", "seconds", "Wait"))
                .withMessageContaining("unit seconds");
        assertThatIllegalArgumentException().isThrownBy(() -> MetricDeclaration.gauge("camelCase", "", "Case"));
        assertThatIllegalArgumentException().isThrownBy(() -> MetricDeclaration.gauge("silent", "", " "));
        assertThatIllegalArgumentException().isThrownBy(() -> MetricDeclaration.gauge("labelled", "", "L", "Bad-One"));
        assertThatIllegalArgumentException().isThrownBy(() -> MetricDeclaration.histogram("sizes", "", "Sizes",
                List.of(2.0, 1.0))).withMessageContaining("ascend");
    }
}
