package org.hybridscheduler.caching.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.hybridscheduler.Tracing;
import org.hybridscheduler.caching.annotations.LoadEvent;
import org.hybridscheduler.caching.annotations.LoadWork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadObserverTest {

    private final RecordedMetrics metrics = new RecordedMetrics();
    private final List<String> spans = new ArrayList<>();
    private final LoadObserver loads = new LoadObserver(metrics, RecordedSpan::new);

    @Test
    void happened_eachEvent_isCountedAndTheOthersShow() {
        loads.happened(LoadEvent.JOINED, "training_data");
        loads.happened(LoadEvent.TIMED_OUT, "training_data");

        assertThat(metrics.counted).containsExactly("joined training_data", "timed_out training_data");
        assertThat(metrics.asked).hasSize(LoadEvent.values().length).contains("loaded training_data");
    }

    @ParameterizedTest
    @CsvSource({"LOADED,cache.load", "REFRESHED,cache.refresh", "JOINED,cache.wait"})
    void begin_eachKind_isASpanUntilClosed(LoadEvent expected, String name) {
        try (LoadWork work = loads.begin(expected, "training_data")) {
            work.failed(new IllegalStateException("told to"));
        }

        assertThat(spans).containsExactly("begin " + name + " training_data", "cache.namespace=training_data",
                "failed told to", "close");
    }

    private final class RecordedSpan implements Tracing.Span {

        private RecordedSpan(String name) {
            spans.add("begin " + name);
        }

        @Override
        public Tracing.Span with(String attribute, String value) {
            spans.add(attribute + "=" + value);
            return this;
        }

        @Override
        public Tracing.Span with(String attribute, long value) {
            return with(attribute, Long.toString(value));
        }

        @Override
        public void failed(Throwable cause) {
            spans.add("failed " + cause.getMessage());
        }

        @Override
        public void close() {
            spans.add("close");
        }
    }
}
