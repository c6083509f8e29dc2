package org.hybridscheduler.caching.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.hybridscheduler.RecordedSpans;
import org.hybridscheduler.caching.annotations.LoadEvent;
import org.hybridscheduler.caching.annotations.LoadWork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadObserverTest {

    private final RecordedMetrics metrics = new RecordedMetrics();
    private final RecordedSpans spans = new RecordedSpans();
    private final LoadObserver loads = new LoadObserver(metrics, spans);

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
        IllegalStateException failure = new IllegalStateException("told to");
        try (LoadWork work = loads.begin(expected, "training_data")) {
            assertThat(spans.spans()).noneMatch(RecordedSpans.Recorded::closedOnce);
            work.failed(failure);
        }

        assertThat(spans.spans()).singleElement().satisfies(span -> {
            assertThat(span.name()).isEqualTo(name + " training_data");
            assertThat(span.attributes()).isEqualTo(Map.of("cache.namespace", "training_data"));
            assertThat(span.failure()).isSameAs(failure);
            assertThat(span.closedOnce()).isTrue();
        });
    }
}
