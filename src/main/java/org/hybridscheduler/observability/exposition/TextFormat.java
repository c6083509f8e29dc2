package org.hybridscheduler.observability.exposition;

import java.util.List;
import org.hybridscheduler.observability.metrics.MetricFamily;
import org.hybridscheduler.observability.metrics.MetricFamily.Type;

/** The two texts in which Prometheus takes metrics, and how they differ. */
public enum TextFormat {

    /** The older one, for everybody. */
    PROMETHEUS(TextFormat.PROMETHEUS_TYPE, "text", "plain", "0.0.4"),

    /** The one that has units and exemplars, for those who ask for it. */
    OPEN_METRICS(TextFormat.OPEN_METRICS_TYPE, "application", "openmetrics-text", "1.0.0");

    /** Media type of the Prometheus text exposition format. */
    public static final String PROMETHEUS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    /** Media type of OpenMetrics. */
    public static final String OPEN_METRICS_TYPE = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private final String mediaType;
    private final String type;
    private final String subtype;
    private final String version;

    TextFormat(String mediaType, String type, String subtype, String version) {
        this.mediaType = mediaType;
        this.type = type;
        this.subtype = subtype;
        this.version = version;
    }

    public String mediaType() {
        return mediaType;
    }

    /**
     * The format that a client likes best; the older one where it likes both alike, or says nothing of either.
     *
     * @param accept values of the Accept header, null where there is none
     */
    public static TextFormat preferred(List<String> accept) {
        List<Preference> ranges = Preference.of(accept);
        return OPEN_METRICS.quality(ranges) > PROMETHEUS.quality(ranges) ? OPEN_METRICS : PROMETHEUS;
    }

    /** What the most specific of the ranges that cover this format says of it. */
    private double quality(List<Preference> ranges) {
        int closest = 0;
        double quality = 0;
        for (Preference range : ranges) {
            int closeness = closeness(range);
            if (closeness > closest) {
                closest = closeness;
                quality = range.quality();
            }
        }
        return quality;
    }

    private int closeness(Preference range) {
        String asked = range.parameter("version").orElse(version);
        if (!asked.equals(version)) {
            return 0;
        }
        List<String> wider = List.of("*/*", type + "/*", type + "/" + subtype);
        int place = wider.indexOf(range.name()) + 1;
        return place > 0 && range.parameter("version").isPresent() ? wider.size() + 1 : place;
    }

    boolean isOpenMetrics() {
        return this == OPEN_METRICS;
    }

    /** The name in a family's head: OpenMetrics keeps a counter's {@code _total} to its samples. */
    String headName(MetricFamily family) {
        boolean shorter = isOpenMetrics() && family.type() == Type.COUNTER && family.name().endsWith("_total");
        return shorter ? family.name().substring(0, family.name().length() - "_total".length()) : family.name();
    }

    String escapedHelp(String help) {
        String escaped = help.replace("\\", "\\\\").replace("\n", "\\n");
        return isOpenMetrics() ? escaped.replace("\"", "\\\"") : escaped;
    }
}
