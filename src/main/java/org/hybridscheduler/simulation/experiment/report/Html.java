package org.hybridscheduler.simulation.experiment.report;

import java.math.BigDecimal;
import java.math.MathContext;

/** Text and numbers as an HTML page shows them. */
final class Html {

    private static final String UNKNOWN = "n/a";

    private Html() {
    }

    /** Text that is nothing but text in an element or a quoted attribute. */
    static String escaped(String text) {
        StringBuilder html = new StringBuilder(text.length() + 16);
        text.chars().forEach(c -> {
            switch (c) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                default -> html.append((char) c);
            }
        });
        return html.toString();
    }

    /** Four significant digits. */
    static String figure(double value) {
        if (!Double.isFinite(value)) {
            return UNKNOWN;
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(4));
        double size = Math.abs(value);
        return size == 0 ? "0" : size >= 1e-4 && size < 1e9 ? rounded.stripTrailingZeros().toPlainString()
                : rounded.stripTrailingZeros().toString();
    }
}
