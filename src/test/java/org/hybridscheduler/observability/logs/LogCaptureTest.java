package org.hybridscheduler.observability.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import jakarta.enterprise.inject.Instance;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.hybridscheduler.observability.metrics.Meters;
import org.hybridscheduler.observability.metrics.Metric;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogCaptureTest {

    private static final Logger ROOT = Logger.getLogger("");

    private final Map<String, Long> counts = new TreeMap<>();
    private final List<Throwable> failures = new ArrayList<>();
    private final LogCapture capture = new LogCapture();

    private final class Counts implements Meters {

        @Override
        public Count counter(Metric metric, String... labelValues) {
            assertThat(metric).isEqualTo(Metric.LOG_RECORDS);
            counts.put(labelValues[0], 0L);
            return more -> counts.merge(labelValues[0], more, Long::sum);
        }

        @Override
        public Distribution histogram(Metric metric, String... labelValues) {
            throw new AssertionError();
        }

        @Override
        public void gauge(Metric metric, DoubleSupplier value, String... labelValues) {
            throw new AssertionError();
        }
    }

    @SuppressWarnings("unchecked")
    private void start(int size) {
        FailureListener listener = (failure, logged) -> failures.add(failure);
        capture.size = size;
        capture.meters = new Counts();
        capture.listeners = (Instance<FailureListener>) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[] {Instance.class}, (proxy, method, arguments) -> Stream.of(listener));
        capture.start();
    }

    private static List<Handler> own() {
        return Stream.of(ROOT.getHandlers()).filter(RingHandler.class::isInstance).toList();
    }

    @AfterEach
    void clean() {
        own().forEach(ROOT::removeHandler);
    }

    @Test
    void start_anyLogger_isHeardUntilTheStop() {
        start(10);
        assertThat(counts).containsOnlyKeys("debug", "error", "info", "trace", "warning").containsValue(0L);
        Exception failure = new Exception("unexpected");
        Logger.getLogger("com.example.any").log(Level.SEVERE, "heard", failure);

        assertThat(capture.latest(10, entry -> true)).extracting(LogEntry::message).containsExactly("heard");
        assertThat(counts).containsEntry("error", 1L).containsEntry("info", 0L);
        assertThat(failures).containsExactly(failure);

        capture.stop();
        assertThat(own()).as("it would keep the classes of an application that is gone").isEmpty();
    }

    @Test
    void start_sizeOutOfRange_isRefused() {
        for (int size : new int[] {0, 100_001}) {
            assertThatIllegalArgumentException().isThrownBy(() -> start(size))
                    .withMessageContaining("logs.ring.size").withMessageContaining("1 to 100000");
        }
        assertThat(own()).isEmpty();
    }
}
