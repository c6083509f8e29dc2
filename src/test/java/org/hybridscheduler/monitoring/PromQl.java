package org.hybridscheduler.monitoring;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Which metrics and labels an expression names. Its grammar is left to Prometheus. */
final class PromQl {

    /** A metric and the labels that its matchers name. */
    record Selector(String metric, Set<String> labels) {
    }

    /** Labels of a by or on clause, and the metrics that it stands over. */
    record Grouping(String keyword, Set<String> labels, List<String> metrics) {
    }

    private static final Pattern TOKEN = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'"
            + "|\\[[^]]*]|[a-zA-Z_:][\\w:]*|[0-9.]\\w*(?:\\.\\w+)?|=~|!~|!=|==|<=|>=|\\S");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][\\w:]*");
    private static final Set<String> GROUPING =
            Set.of("by", "without", "on", "ignoring", "group_left", "group_right");
    private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "bool", "offset", "inf", "nan", "atan2");
    private static final Set<String> AGGREGATIONS = Set.of("sum", "min", "max", "avg", "count", "topk", "bottomk",
            "quantile", "stddev", "stdvar", "group", "count_values");

    private final List<String> tokens;
    private final List<Selector> selectors = new ArrayList<>();
    private final List<Integer> positions = new ArrayList<>();
    private final List<Grouping> groupings = new ArrayList<>();

    private PromQl(String expression) {
        tokens = TOKEN.matcher(expression).results().map(MatchResult::group).toList();
        for (int at = 0; at < tokens.size(); at++) {
            at = selector(at);
        }
        for (int at = 0; at < tokens.size(); at++) {
            grouping(at);
        }
    }

    static PromQl of(String expression) {
        return new PromQl(expression);
    }

    List<Selector> selectors() {
        return selectors;
    }

    List<Grouping> groupings() {
        return groupings;
    }

    /** Reads a selector if one begins here; answers where it ends. */
    private int selector(int at) {
        String token = tokens.get(at);
        if (GROUPING.contains(token)) {
            return next(at).equals("(") ? closing(at + 1) : at;
        }
        boolean name = NAME.matcher(token).matches() && !OPERATORS.contains(token) && !AGGREGATIONS.contains(token)
                && !next(at).equals("(");
        if (!name && !token.equals("{")) {
            return at;
        }
        int open = name ? at + 1 : at;
        boolean matchers = open < tokens.size() && tokens.get(open).equals("{");
        int end = matchers ? closing(open) : at;
        positions.add(at);
        selectors.add(new Selector(name ? token : "", matchers ? names(open, end) : Set.of()));
        return end;
    }

    private void grouping(int at) {
        String keyword = tokens.get(at);
        if (GROUPING.contains(keyword) && next(at).equals("(")) {
            int end = closing(at + 1);
            boolean over = keyword.equals("by") || keyword.equals("without");
            List<String> metrics = over && next(end).equals("(") ? metrics(end + 1, closing(end + 1))
                    : metrics(0, tokens.size());
            groupings.add(new Grouping(keyword, names(at + 1, end), metrics));
        }
    }

    private List<String> metrics(int from, int to) {
        List<String> metrics = new ArrayList<>();
        for (int i = 0; i < selectors.size(); i++) {
            if (positions.get(i) >= from && positions.get(i) < to) {
                metrics.add(selectors.get(i).metric());
            }
        }
        return metrics;
    }

    private Set<String> names(int from, int to) {
        Set<String> names = new LinkedHashSet<>();
        tokens.subList(from, to).stream().filter(token -> NAME.matcher(token).matches()).forEach(names::add);
        return names;
    }

    private String next(int at) {
        return at + 1 < tokens.size() ? tokens.get(at + 1) : "";
    }

    /** Where the bracket that opens here closes. */
    private int closing(int open) {
        String opening = tokens.get(open);
        String closing = opening.equals("(") ? ")" : "}";
        int depth = 0;
        for (int at = open; at < tokens.size(); at++) {
            depth += tokens.get(at).equals(opening) ? 1 : tokens.get(at).equals(closing) ? -1 : 0;
            if (depth == 0) {
                return at;
            }
        }
        throw new IllegalArgumentException(opening + " is not closed in " + String.join(" ", tokens));
    }
}
