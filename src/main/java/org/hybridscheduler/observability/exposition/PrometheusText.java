package org.hybridscheduler.observability.exposition;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Locale;
import org.hybridscheduler.observability.metrics.Bound;
import org.hybridscheduler.observability.metrics.Exemplar;
import org.hybridscheduler.observability.metrics.Labels;
import org.hybridscheduler.observability.metrics.MetricFamily;
import org.hybridscheduler.observability.metrics.MetricFamily.Bucket;
import org.hybridscheduler.observability.metrics.MetricFamily.Histogram;
import org.hybridscheduler.observability.metrics.MetricFamily.Quantile;
import org.hybridscheduler.observability.metrics.MetricFamily.Reading;
import org.hybridscheduler.observability.metrics.MetricFamily.Series;
import org.hybridscheduler.observability.metrics.MetricFamily.Summary;
import org.hybridscheduler.observability.metrics.MetricFamily.Value;

/**
 * Writes metrics in the Prometheus text exposition format 0.0.4 or as OpenMetrics 1.0.0.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Prometheus, exposition formats</a>
 * @see <a href="https://github.com/prometheus/OpenMetrics/blob/v1.0.0/specification/OpenMetrics.md">OpenMetrics</a>
 */
public final class PrometheusText {

    private static final int CHUNK = 8192;
    /** Above it a double has no digit behind the point any more, and below a long has room for it. */
    private static final double MOST_EXACT = 1e15;
    private static final int DIGITS_OF_MILLIS = 3;

    private final TextFormat format;
    private final Writer out;
    private final StringBuilder text = new StringBuilder(2 * CHUNK);

    private PrometheusText(TextFormat format, Writer out) {
        this.format = format;
        this.out = out;
    }

    /** The families in the given order, each of which must occur once, in UTF-8. The stream stays open. */
    public static void write(Collection<MetricFamily> families, TextFormat format, OutputStream out)
            throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        new PrometheusText(format, writer).page(families);
        writer.flush();
    }

    /** The same in the format for everybody, as one text. */
    public static String of(Collection<MetricFamily> families) {
        return of(families, TextFormat.PROMETHEUS);
    }

    static String of(Collection<MetricFamily> families, TextFormat format) {
        StringWriter writer = new StringWriter();
        try {
            new PrometheusText(format, writer).page(families);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return writer.toString();
    }

    private void page(Collection<MetricFamily> families) throws IOException {
        for (MetricFamily family : families) {
            head(family);
            for (Series series : family.series()) {
                series(family.name(), series.labels(), series.reading());
                if (text.length() >= CHUNK) {
                    flush();
                }
            }
        }
        if (format.isOpenMetrics()) {
            text.append("# EOF\n");
        }
        flush();
    }

    private void flush() throws IOException {
        out.append(text);
        text.setLength(0);
    }

    private void head(MetricFamily family) {
        String name = format.headName(family);
        text.append("# HELP ").append(name).append(' ').append(format.escapedHelp(family.help())).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(family.type().name().toLowerCase(Locale.ROOT))
                .append('\n');
        if (format.isOpenMetrics() && !family.unit().isEmpty() && name.endsWith("_" + family.unit())) {
            text.append("# UNIT ").append(name).append(' ').append(family.unit()).append('\n');
        }
    }

    private void series(String name, Labels labels, Reading reading) {
        if (reading instanceof Value value) {
            sample(name, "", labels, value.value());
        } else if (reading instanceof Summary summary) {
            for (Quantile quantile : summary.quantiles()) {
                name(name, "", labels, "quantile", quantile.share());
                number(quantile.value());
                text.append('\n');
            }
            sample(name, "_sum", labels, summary.sum());
            sample(name, "_count", labels, summary.count());
        } else if (reading instanceof Histogram histogram) {
            for (Bucket bucket : histogram.buckets()) {
                name(name, "_bucket", labels, "le", bucket.atMost());
                text.append(bucket.count());
                exemplar(bucket.exemplar());
                text.append('\n');
            }
            sample(name, "_sum", labels, histogram.sum());
            sample(name, "_count", labels, histogram.count());
        }
    }

    private void sample(String name, String suffix, Labels labels, double value) {
        name(name, suffix, labels, null, null);
        number(value);
        text.append('\n');
    }

    private void name(String name, String suffix, Labels labels, String boundName, Bound bound) {
        text.append(name).append(suffix);
        boolean labelled = !labels.text().isEmpty();
        if (labelled || bound != null) {
            text.append('{').append(labels.text());
            if (bound != null) {
                text.append(labelled ? "," : "").append(boundName).append("=\"").append(bound.text()).append('"');
            }
            text.append('}');
        }
        text.append(' ');
    }

    private void exemplar(Exemplar exemplar) {
        if (exemplar != null && format.isOpenMetrics()) {
            text.append(" # {trace_id=\"").append(exemplar.trace().traceId()).append("\",span_id=\"")
                    .append(exemplar.trace().spanId()).append("\"} ");
            number(exemplar.value());
            text.append(' ');
            text.append(BigDecimal.valueOf(exemplar.time().toEpochMilli(), DIGITS_OF_MILLIS));
        }
    }

    private void number(double value) {
        if (value == (long) value && Math.abs(value) < MOST_EXACT) {
            text.append((long) value);
        } else if (Double.isInfinite(value)) {
            text.append(value > 0 ? "+Inf" : "-Inf");
        } else {
            text.append(value);
        }
    }
}
