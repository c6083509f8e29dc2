package org.hybridscheduler.observability.control;

import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the upper bounds of duration buckets, such as {@code 250us, 1ms, 5s}. */
final class DurationBuckets {

    private static final Pattern BOUND = Pattern.compile("(\\d{1,9})(us|ms|s)");
    private static final Map<String, Long> NANOS = Map.of("us", 1_000L, "ms", 1_000_000L, "s", 1_000_000_000L);

    private DurationBuckets() {
    }

    /**
     * The bounds in nanoseconds.
     *
     * @throws IllegalArgumentException if one is not a whole number with its unit
     */
    static long[] parse(String text) {
        return Arrays.stream(text.split(",")).map(String::strip).mapToLong(DurationBuckets::nanos).toArray();
    }

    private static long nanos(String bound) {
        Matcher parts = BOUND.matcher(bound);
        if (!parts.matches()) {
            throw new IllegalArgumentException("A duration bucket is '" + bound
                    + "', expected a whole number with us, ms or s. Maybe there is a comma too many?");
        }
        return Long.parseLong(parts.group(1)) * NANOS.get(parts.group(2));
    }
}
