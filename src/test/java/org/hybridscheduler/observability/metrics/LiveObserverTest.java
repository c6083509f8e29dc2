package org.hybridscheduler.observability.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.event.Startup;
import org.hybridscheduler.live.control.CountedFrames;
import org.hybridscheduler.live.control.LiveFeed;
import org.hybridscheduler.observability.exposition.PrometheusText;
import org.junit.jupiter.api.Test;

class LiveObserverTest {

    private final RecordedMeters meters = new RecordedMeters();
    private final LiveObserver observer = new LiveObserver();

    @Test
    void families_nothingSentYet_showZeroForEachReason() {
        observer.feed = new LiveFeed();

        assertThat(PrometheusText.of(observer.families())).contains("websocket_frames_sent_total 0\n",
                "websocket_frames_dropped_total{reason=\"conflated\"} 0\n",
                "websocket_frames_dropped_total{reason=\"pushed_out\"} 0\n",
                "websocket_frames_dropped_total{reason=\"client_dropped\"} 0\n");
    }

    @Test
    void families_messages_areCountersByReason() {
        assertThat(PrometheusText.of(LiveObserver.families(CountedFrames.of(4, 3, 2, 1)))).contains(
                "# TYPE websocket_frames_sent_total counter", "websocket_frames_sent_total 4\n",
                "# TYPE websocket_frames_dropped_total counter",
                "websocket_frames_dropped_total{reason=\"conflated\"} 3\n",
                "websocket_frames_dropped_total{reason=\"pushed_out\"} 2\n",
                "websocket_frames_dropped_total{reason=\"client_dropped\"} 1\n");
    }

    @Test
    void begin_nobodyIsThere_showsNoConnections() {
        observer.meters = meters;
        observer.feed = new LiveFeed();

        observer.begin(new Startup() {
        });

        assertThat(meters.gauge(Metric.WEBSOCKET_CONNECTIONS)).isZero();
    }
}
