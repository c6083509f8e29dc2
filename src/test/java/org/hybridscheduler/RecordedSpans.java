package org.hybridscheduler;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps the spans that were begun. */
public final class RecordedSpans implements Tracing {

    private final List<Recorded> spans = new ArrayList<>();

    @Override
    public Span begin(String name) {
        Recorded span = new Recorded(name);
        spans.add(span);
        return span;
    }

    /** In the order in which they began. */
    public List<Recorded> spans() {
        return spans;
    }

    /** A span as it was told. */
    public static final class Recorded implements Span {

        private final String name;
        private final Map<String, Object> attributes = new LinkedHashMap<>();
        private Throwable failure;
        private int closed;

        private Recorded(String name) {
            this.name = name;
        }

        @Override
        public Span with(String attribute, String value) {
            attributes.put(attribute, value);
            return this;
        }

        @Override
        public Span with(String attribute, long value) {
            attributes.put(attribute, value);
            return this;
        }

        @Override
        public void failed(Throwable cause) {
            failure = cause;
        }

        @Override
        public void close() {
            closed++;
        }

        public String name() {
            return name;
        }

        public Map<String, Object> attributes() {
            return attributes;
        }

        /** Null where it did not fail. */
        public Throwable failure() {
            return failure;
        }

        public boolean closedOnce() {
            return closed == 1;
        }
    }
}
