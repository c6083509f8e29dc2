package org.hybridscheduler.observability.exposition;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.hybridscheduler.observability.metrics.MetricFamily;
import org.hybridscheduler.observability.metrics.MetricFamily.Histogram;
import org.hybridscheduler.observability.metrics.MetricFamily.Reading;
import org.hybridscheduler.observability.metrics.MetricFamily.Series;
import org.hybridscheduler.observability.metrics.MetricFamily.Summary;
import org.hybridscheduler.observability.metrics.MetricFamily.Value;

/**
 * Writes metrics in the Prometheus text exposition format 0.0.4.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Prometheus, exposition formats</a>
 */
public final class PrometheusText {

    /** Media type of the text. */
    public static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final StringBuilder text = new StringBuilder(16_384);

    private PrometheusText() {
    }

    /** The families in the given order; each must occur once. */
    public static String of(Collection<MetricFamily> families) {
        PrometheusText writer = new PrometheusText();
        families.forEach(writer::family);
        return writer.text.toString();
    }

    private void family(MetricFamily family) {
        if (family.help() != null && !family.help().isBlank()) {
            text.append("# HELP ").append(family.name()).append(' ').append(escapedHelp(family.help())).append('\n');
        }
        text.append("# TYPE ").append(family.name()).append(' ')
                .append(family.type().name().toLowerCase(Locale.ROOT)).append('\n');
        family.series().forEach(series -> series(family.name(), series));
    }

    private void series(String name, Series series) {
        Map<String, String> labels = series.labels();
        Reading reading = series.reading();
        if (reading instanceof Value value) {
            sample(name, "", labels, null, 0, number(value.value()));
        } else if (reading instanceof Summary summary) {
            summary.quantiles().forEach(
                    (quantile, value) -> sample(name, "", labels, "quantile", quantile, number(value)));
            countAndSum(name, labels, summary.count(), summary.sum());
        } else if (reading instanceof Histogram histogram) {
            histogram.cumulativeCounts().forEach(
                    (bound, count) -> sample(name, "_bucket", labels, "le", bound, Long.toString(count)));
            sample(name, "_bucket", labels, "le", Double.POSITIVE_INFINITY, Long.toString(histogram.count()));
            countAndSum(name, labels, histogram.count(), histogram.sum());
        }
    }

    private void countAndSum(String name, Map<String, String> labels, long count, double sum) {
        sample(name, "_sum", labels, null, 0, number(sum));
        sample(name, "_count", labels, null, 0, Long.toString(count));
    }

    private void sample(String name, String suffix, Map<String, String> labels, String bound, double boundValue,
            String value) {
        text.append(name).append(suffix);
        if (!labels.isEmpty() || bound != null) {
            text.append('{');
            labels.forEach((label, labelValue) -> label(label, escapedLabel(labelValue)));
            if (bound != null) {
                label(bound, number(boundValue));
            }
            text.setCharAt(text.length() - 1, '}');
        }
        text.append(' ').append(value).append('\n');
    }

    private void label(String name, String value) {
        text.append(name).append("=\"").append(value).append("\",");
    }

    private static String number(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        double size = Math.abs(value);
        boolean plain = size == 0 || size >= 1e-9 && size < 1e15;
        return plain ? BigDecimal.valueOf(value).stripTrailingZeros().toPlainString() : Double.toString(value);
    }

    private static String escapedHelp(String help) {
        return help.replace("\\", "\\\\").replace("\n", "\\n");
    }

    private static String escapedLabel(String value) {
        return escapedHelp(value).replace("\"", "\\\"");
    }
}
