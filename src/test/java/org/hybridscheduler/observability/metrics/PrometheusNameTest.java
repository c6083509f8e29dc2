package org.hybridscheduler.observability.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.hybridscheduler.observability.metrics.MetricFamily.Type;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrometheusNameTest {

    @ParameterizedTest
    @CsvSource(nullValues = "null", value = {
            "http_requests_total, null, COUNTER, http_requests_total, '', 1",
            "http_request_duration_seconds, seconds, GAUGE, http_request_duration_seconds, seconds, 1",
            "cpu.availableProcessors, none, GAUGE, cpu_available_processors, '', 1",
            "REST.request.unmappedException.total, none, COUNTER, rest_request_unmapped_exception_total, '', 1",
            "gc.time, milliseconds, GAUGE, gc_time_seconds, seconds, 1000",
            "threadpool.waitTime, nanoseconds, COUNTER, threadpool_wait_time_seconds_total, seconds, 1000000000",
            "memory.usedHeap, bytes, GAUGE, memory_used_heap_bytes, bytes, 1",
            "cpu.processCpuLoad, percent, GAUGE, cpu_process_cpu_load_ratio, ratio, 1",
            "thread.count, none, GAUGE, thread_number, '', 1",
            "session.create.total, none, GAUGE, session_create, '', 1",
            "9lives, none, GAUGE, _9lives, '', 1"})
    void of_registryName_isSnakeCaseInBaseUnits(String name, String unit, Type type, String expected, String base,
            double divisor) {
        assertThat(PrometheusName.of(name, unit, type)).isEqualTo(new PrometheusName(expected, base, divisor));
    }
}
