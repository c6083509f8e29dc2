package org.hybridscheduler.observability.metrics;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Names and values of a series' labels, with the text that every scrape writes for them. */
public final class Labels {

    private final SortedMap<String, String> values;
    private final String text;

    private Labels(Map<String, String> values) {
        this.values = new TreeMap<>(values);
        text = this.values.entrySet().stream().map(label -> label.getKey() + "=\"" + escaped(label.getValue()) + '"')
                .collect(Collectors.joining(","));
    }

    public static Labels of(Map<String, String> values) {
        return new Labels(values);
    }

    /** @param values as many as the metric has labels, in their order */
    static Labels of(Metric metric, List<String> values) {
        List<String> names = metric.declaration().labels();
        if (names.size() != values.size()) {
            throw new IllegalArgumentException(metric.declaration().name() + " has the labels " + names + ", not "
                    + values);
        }
        Map<String, String> labels = new TreeMap<>();
        for (int i = 0; i < names.size(); i++) {
            labels.put(names.get(i), values.get(i));
        }
        return new Labels(labels);
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\"", "\\\"");
    }

    /** Such as {@code method="GET",status="200"}, in the order of the names, values escaped; empty without labels. */
    public String text() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Labels labels && values.equals(labels.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return '{' + text + '}';
    }
}
