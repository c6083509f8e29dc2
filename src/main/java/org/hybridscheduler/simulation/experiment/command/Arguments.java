package org.hybridscheduler.simulation.experiment.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Options {@code --name value} of a command line, and what they say. */
final class Arguments {

    private final Map<String, String> values = new LinkedHashMap<>();

    /**
     * Reads a command line.
     *
     * @param known names that exist, without dashes
     * @throws UsageException where there is anything else, one twice, or one without a value
     */
    Arguments(String[] line, List<String> known) {
        for (int i = 0; i < line.length; i += 2) {
            String name = line[i].startsWith("--") ? line[i].substring(2) : "";
            if (!known.contains(name)) {
                throw new UsageException("'" + line[i] + "' is not an option. Maybe --help?");
            }
            if (i + 1 == line.length) {
                throw new UsageException("--" + name + " has no value");
            }
            if (values.put(name, line[i + 1]) != null) {
                throw new UsageException("--" + name + " is given twice");
            }
        }
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** The parts between commas. */
    Optional<List<String>> texts(String name) {
        return text(name).map(value -> Arrays.stream(value.split(",")).map(String::trim).toList());
    }

    Optional<Double> decimal(String name) {
        return text(name).map(value -> parsed(name, value, "a number", Double::valueOf));
    }

    Optional<List<Double>> decimals(String name) {
        return texts(name).map(values -> values.stream()
                .map(value -> parsed(name, value, "numbers, with commas between", Double::valueOf)).toList());
    }

    /** A whole number from {@code min} to {@code max}. */
    Optional<Long> integer(String name, long min, long max) {
        return text(name).map(value -> {
            long number = parsed(name, value, min + " to " + max, Long::valueOf);
            if (number < min || number > max) {
                throw wrong(name, value, min + " to " + max, null);
            }
            return number;
        });
    }

    /** Whole numbers with commas between, or a range {@code FIRST..LAST} of at most {@code most}. */
    Optional<List<Long>> integers(String name, int most) {
        return text(name).map(value -> {
            String expected = "whole numbers, with commas between, or FIRST..LAST of at most " + most;
            String[] ends = value.split("\\.\\.", -1);
            if (ends.length != 2) {
                return Arrays.stream(value.split(",")).map(part -> parsed(name, part.trim(), expected, Long::valueOf))
                        .toList();
            }
            long first = parsed(name, ends[0], expected, Long::valueOf);
            long last = parsed(name, ends[1], expected, Long::valueOf);
            // Written so that it does not overflow.
            if (last < first || last - first < 0 || last - first >= most) {
                throw wrong(name, value, expected, null);
            }
            List<Long> numbers = new ArrayList<>();
            for (int i = 0; i <= last - first; i++) {
                numbers.add(first + i);
            }
            return numbers;
        });
    }

    /** {@code NAME=NUMBER} with commas between. */
    Map<String, Double> assignments(String name) {
        Map<String, Double> assignments = new LinkedHashMap<>();
        for (String part : texts(name).orElse(List.of())) {
            int equals = part.indexOf('=');
            if (equals < 1) {
                throw wrong(name, part, "NAME=NUMBER", null);
            }
            assignments.put(part.substring(0, equals),
                    parsed(name, part.substring(equals + 1), "NAME=NUMBER", Double::valueOf));
        }
        return assignments;
    }

    private static <T> T parsed(String name, String value, String expected, Function<String, T> parser) {
        try {
            return parser.apply(value);
        } catch (NumberFormatException e) {
            throw wrong(name, value, expected, e);
        }
    }

    static UsageException wrong(String name, String value, String expected, Throwable cause) {
        return new UsageException("--" + name + " is '" + value + "', expected " + expected, cause);
    }
}
