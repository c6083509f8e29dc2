package org.hybridscheduler.observability.metrics;

import java.math.BigDecimal;
import java.util.Locale;

/**
 * An upper bound of a bucket, or a quantile, with its text. A text in a label must never change, or the series becomes
 * another one; so both formats write OpenMetrics' canonical number, which is Go's {@code %g} and always a float:
 * {@code 1.0}, {@code 0.0001}, {@code 1e-05}, {@code +Inf}.
 *
 * @see <a href="https://github.com/prometheus/OpenMetrics/blob/v1.0.0/specification/OpenMetrics.md">OpenMetrics</a>
 */
public record Bound(double value, String text) {

    /** What everything is at most. */
    public static final Bound INFINITY = new Bound(Double.POSITIVE_INFINITY, "+Inf");

    /** @param value finite */
    public static Bound of(double value) {
        return new Bound(value, canonical(BigDecimal.valueOf(value).stripTrailingZeros()));
    }

    private static String canonical(BigDecimal value) {
        int exponent = value.signum() == 0 ? 0 : value.precision() - value.scale() - 1;
        if (exponent < -4 || exponent >= 6) {
            return value.movePointLeft(exponent).toPlainString() + String.format(Locale.ROOT, "e%+03d", exponent);
        }
        return value.scale() > 0 ? value.toPlainString() : value.toPlainString() + ".0";
    }
}
