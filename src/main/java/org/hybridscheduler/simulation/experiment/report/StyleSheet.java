package org.hybridscheduler.simulation.experiment.report;

import java.util.Locale;

/** The page's styles: one element, since a style attribute would need a policy that lets any through. */
final class StyleSheet {

    /** Colours of lines; the next line begins anew with a dash. */
    static final int COLOURS = 24;
    /** Steps of the heat table, 0 to this. */
    static final int HEAT = 10;

    private static final double GOLDEN_ANGLE = 137.508;

    private StyleSheet() {
    }

    static String text() {
        StringBuilder css = new StringBuilder("""
                body{font:15px/1.5 system-ui,sans-serif;max-width:1100px;margin:2em auto;padding:0 1em;color:#1b1f24;\
                background:#fff}
                h1{font-size:1.6em}h2{font-size:1.25em;margin-top:2em;border-bottom:1px solid #d0d7de}
                table{border-collapse:collapse;margin:1em 0;font-variant-numeric:tabular-nums}
                th,td{border:1px solid #d0d7de;padding:.25em .6em;text-align:right}
                th:first-child,td:first-child,.text{text-align:left}th{background:#f6f8fa}
                code{font-size:.9em;overflow-wrap:anywhere}.wide{overflow-x:auto}
                svg{display:block;width:100%;height:auto}svg text{font-size:11px;fill:#1b1f24}
                .mid{text-anchor:middle}.end{text-anchor:end}
                .grid{stroke:#e6eaef}.axis{stroke:#1b1f24;fill:none}.line{fill:none;stroke-width:1.6}
                """);
        for (int i = 0; i < COLOURS; i++) {
            css.append(String.format(Locale.ROOT, ".s%d{stroke:hsl(%.0f,70%%,%d%%)%s}\n", i, i * GOLDEN_ANGLE % 360,
                    i % 2 == 0 ? 38 : 50, i < COLOURS / 2 ? "" : ";stroke-dasharray:5 3"));
        }
        for (int i = 0; i <= HEAT; i++) {
            // From orange through white to blue: told apart by readers who cannot tell red from green.
            double strength = Math.abs(2.0 * i / HEAT - 1);
            css.append(String.format(Locale.ROOT, ".h%d{background:hsl(%d,85%%,%.0f%%)}\n", i, 2 * i < HEAT ? 30 : 210,
                    100 - 30 * strength));
        }
        return css.toString();
    }
}
