package org.hybridscheduler.simulation.experiment.report;

import java.util.Collection;
import java.util.function.Consumer;

/** Writes JSON (RFC 8259) without white space. A number that is not finite is null: JSON has no NaN. */
final class JsonText {

    /** Whole numbers below are written as such. */
    private static final double EXACT = 1e15;

    private final StringBuilder text = new StringBuilder();
    private boolean first = true;

    JsonText field(String name, String value) {
        name(name).string(value);
        return this;
    }

    JsonText field(String name, long value) {
        name(name).text.append(value);
        return this;
    }

    JsonText field(String name, double value) {
        name(name).number(value);
        return this;
    }

    JsonText object(String name, Consumer<JsonText> members) {
        return name(name).object(members);
    }

    <T> JsonText array(String name, Collection<T> values, Consumer<T> element) {
        name(name).text.append('[');
        first = true;
        for (T value : values) {
            separate();
            first = true;
            element.accept(value);
            first = false;
        }
        text.append(']');
        first = false;
        return this;
    }

    JsonText object(Consumer<JsonText> members) {
        text.append('{');
        first = true;
        members.accept(this);
        text.append('}');
        first = false;
        return this;
    }

    JsonText string(String value) {
        if (value == null) {
            text.append("null");
        } else {
            text.append('"');
            value.chars().forEach(this::character);
            text.append('"');
        }
        return this;
    }

    JsonText number(double value) {
        if (!Double.isFinite(value)) {
            text.append("null");
        } else if (value == Math.rint(value) && Math.abs(value) < EXACT) {
            text.append((long) value);
        } else {
            text.append(value);
        }
        return this;
    }

    JsonText integer(long value) {
        text.append(value);
        return this;
    }

    /** An array of numbers. */
    JsonText list(double... values) {
        text.append('[');
        for (int i = 0; i < values.length; i++) {
            text.append(i == 0 ? "" : ",");
            number(values[i]);
        }
        text.append(']');
        return this;
    }

    private JsonText name(String name) {
        separate();
        string(name);
        text.append(':');
        return this;
    }

    private void separate() {
        if (!first) {
            text.append(',');
        }
        first = false;
    }

    private void character(int c) {
        if (c == '"' || c == '\\') {
            text.append('\\').append((char) c);
        } else if (c < ' ' || c == 0x2028 || c == 0x2029) {
            text.append(String.format("\\u%04x", c));
        } else {
            text.append((char) c);
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
