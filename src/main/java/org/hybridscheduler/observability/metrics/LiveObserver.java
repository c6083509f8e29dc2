package org.hybridscheduler.observability.metrics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.hybridscheduler.live.control.FrameCounts;
import org.hybridscheduler.live.control.FrameCounts.Loss;
import org.hybridscheduler.live.control.LiveFeed;

/** Counts the clients of the live feed and what they got, which the feed itself keeps. */
@ApplicationScoped
public class LiveObserver implements MetricSource {

    @Inject
    Meters meters;

    @Inject
    LiveFeed feed;

    void begin(@Observes Startup event) {
        meters.gauge(Metric.WEBSOCKET_CONNECTIONS, feed::clients);
    }

    @Override
    public List<MetricFamily> families() {
        return families(feed.frames());
    }

    static List<MetricFamily> families(FrameCounts frames) {
        return List.of(
                MetricFamily.of(Metric.WEBSOCKET_FRAMES_SENT,
                        List.of(MetricFamily.series(Metric.WEBSOCKET_FRAMES_SENT, frames.sent()))),
                MetricFamily.of(Metric.WEBSOCKET_FRAMES_DROPPED, Stream.of(Loss.values()).map(loss ->
                        MetricFamily.series(Metric.WEBSOCKET_FRAMES_DROPPED, frames.lost(loss),
                                loss.name().toLowerCase(Locale.ROOT))).toList()));
    }
}
