package org.hybridscheduler.simulation.experiment.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A line chart as inline SVG 1.1, styled by the page's classes alone: no script, no style attribute. */
final class Chart {

    private static final double WIDTH = 860;
    private static final double HEIGHT = 380;
    private static final double LEFT = 70;
    private static final double RIGHT = 640;
    private static final double TOP = 14;
    private static final double BOTTOM = 330;
    private static final double CAP = 4;
    private static final double LEGEND_LINE = 15;

    private final String title;
    private final Axis x;
    private final Axis y;
    private final List<Series> lines = new ArrayList<>();

    /**
     * A point; {@code low} and {@code high} are the ends of its interval, NaN where it has none.
     */
    record Point(double x, double y, double low, double high) {

        Point(double x, double y) {
            this(x, y, Double.NaN, Double.NaN);
        }
    }

    private record Series(String name, int colour, List<Point> points) {
    }

    Chart(String title, Axis x, Axis y) {
        this.title = title;
        this.x = x;
        this.y = y;
    }

    /** Adds a line; points outside the axes are left out. */
    void line(String name, int colour, List<Point> points) {
        lines.add(new Series(name, colour, points.stream().filter(point -> x.holds(point.x()) && y.holds(point.y()))
                .toList()));
    }

    String svg() {
        StringBuilder svg = new StringBuilder();
        add(svg, "<svg viewBox=\"0 0 %s %s\" role=\"img\" aria-label=\"%s\">%n", number(WIDTH),
                number(Math.max(HEIGHT, TOP + 20 + LEGEND_LINE * lines.size())), Html.escaped(title));
        axes(svg);
        for (int i = 0; i < lines.size(); i++) {
            series(svg, lines.get(i), i);
        }
        return svg.append("</svg>\n").toString();
    }

    private void axes(StringBuilder svg) {
        for (double tick : x.ticks()) {
            add(svg, "<path class=\"grid\" d=\"M%s %sV%s\"/><text class=\"mid\" x=\"%s\" y=\"%s\">%s</text>%n", acrossOf(tick),
                    number(TOP), number(BOTTOM), acrossOf(tick), number(BOTTOM + 18), Html.figure(tick));
        }
        for (double tick : y.ticks()) {
            add(svg, "<path class=\"grid\" d=\"M%s %sH%s\"/><text class=\"end\" x=\"%s\" y=\"%s\">%s</text>%n", number(LEFT),
                    upOf(tick), number(RIGHT), number(LEFT - 6), number(up(tick) + 4), Html.figure(tick));
        }
        add(svg, "<path class=\"axis\" d=\"M%s %sV%sH%s\"/>%n", number(LEFT), number(TOP), number(BOTTOM), number(RIGHT));
        add(svg, "<text class=\"mid\" x=\"%s\" y=\"%s\">%s</text>%n", number((LEFT + RIGHT) / 2), number(BOTTOM + 40),
                Html.escaped(x.label()));
        add(svg, "<text class=\"mid\" transform=\"translate(14 %s) rotate(-90)\">%s</text>%n", number((TOP + BOTTOM) / 2),
                Html.escaped(y.label()));
    }

    private void series(StringBuilder svg, Series series, int index) {
        String colour = "s" + series.colour();
        StringBuilder path = new StringBuilder();
        for (Point point : series.points()) {
            path.append(path.isEmpty() ? "M" : "L").append(acrossOf(point.x())).append(' ').append(upOf(point.y()));
        }
        if (!path.isEmpty()) {
            add(svg, "<path class=\"line %s\" d=\"%s\"/>%n", colour, path);
        }
        series.points().stream().filter(point -> point.low() <= point.high())
                .forEach(point -> interval(svg, colour, point));
        double legend = TOP + 8 + index * LEGEND_LINE;
        add(svg, "<path class=\"line %s\" d=\"M%s %sh18\"/><text x=\"%s\" y=\"%s\">%s%s</text>%n", colour, number(RIGHT + 14),
                number(legend - 4), number(RIGHT + 38), number(legend), Html.escaped(series.name()),
                path.isEmpty() ? " (n/a)" : "");
    }

    private void interval(StringBuilder svg, String colour, Point point) {
        double middle = across(point.x());
        add(svg, "<path class=\"line %s\" d=\"M%s %sh%sM%s %sh%sM%s %sV%s\"/>%n", colour,
                number(middle - CAP), upOf(within(point.low())), number(2 * CAP),
                number(middle - CAP), upOf(within(point.high())), number(2 * CAP),
                number(middle), upOf(within(point.low())), upOf(within(point.high())));
    }

    /** An interval may reach below what a logarithmic axis can show. */
    private double within(double value) {
        return Math.max(y.low(), Math.min(y.high(), value));
    }

    private double across(double value) {
        return LEFT + x.place(value) * (RIGHT - LEFT);
    }

    private double up(double value) {
        return BOTTOM - y.place(value) * (BOTTOM - TOP);
    }

    private String acrossOf(double value) {
        return number(across(value));
    }

    private String upOf(double value) {
        return number(up(value));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static void add(StringBuilder svg, String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format.replace("%n", "\n"), values));
    }
}
