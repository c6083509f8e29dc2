package org.hybridscheduler.problem;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.hybridscheduler.problem.Problem.FieldError;

/**
 * Reads a request's JSON object field by field and collects every error, so that a client learns of all at once.
 * A field that is absent, null or wrong reads as empty; {@link #verify} then throws if anything was wrong.
 * Used by one thread.
 */
public final class FieldReader {

    private final JsonObject body;
    private final Set<String> known = new LinkedHashSet<>();
    private final List<FieldError> errors = new ArrayList<>();

    private FieldReader(JsonObject body) {
        this.body = body;
    }

    /** A reader of the object; of an empty one where {@code body} is null. */
    public static FieldReader of(JsonObject body) {
        return new FieldReader(body == null ? JsonValue.EMPTY_JSON_OBJECT : body);
    }

    /**
     * A reader of a request's body.
     *
     * @throws ProblemException as {@link JsonBody#read} does
     */
    public static FieldReader parse(InputStream body) {
        return of(JsonBody.read(body));
    }

    /** Makes each of these fields an error where it is absent or null. */
    public FieldReader require(String... fields) {
        for (String field : fields) {
            if (value(field).isEmpty()) {
                errors.add(new FieldError(field, "is required", null));
            }
        }
        return this;
    }

    /** A number from {@code min} to {@code max}, both included. */
    public OptionalDouble decimal(String field, double min, double max) {
        Optional<BigDecimal> number = number(field, BigDecimal.valueOf(min), BigDecimal.valueOf(max), "a number");
        return number.isPresent() ? OptionalDouble.of(number.get().doubleValue()) : OptionalDouble.empty();
    }

    /** A whole number from {@code min} to {@code max}, both included. */
    public OptionalLong integer(String field, long min, long max) {
        BigDecimal least = BigDecimal.valueOf(min);
        BigDecimal most = BigDecimal.valueOf(max);
        Optional<BigDecimal> number = number(field, least, most, "a whole number");
        if (number.isPresent() && number.get().stripTrailingZeros().scale() > 0) {
            reject(field, "is " + body.get(field), "a whole number, " + range(least, most));
            return OptionalLong.empty();
        }
        return number.isPresent() ? OptionalLong.of(number.get().longValueExact()) : OptionalLong.empty();
    }

    /** A text of 1 to {@code maxLength} characters. */
    public Optional<String> text(String field, int maxLength) {
        return value(field).flatMap(value -> text(field, value, maxLength));
    }

    /** One of the allowed texts. */
    public Optional<String> text(String field, Collection<String> allowed) {
        return value(field).flatMap(value -> text(field, value, allowed));
    }

    /** An array of distinct allowed texts, in the client's order; not empty. */
    public Optional<List<String>> strings(String field, Collection<String> allowed) {
        Optional<JsonValue> value = value(field);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        String expected = "an array of some of: " + String.join(", ", allowed);
        if (!(value.get() instanceof JsonArray array) || array.isEmpty() || array.size() > allowed.size()) {
            reject(field, "is " + shown(value.get()), expected);
            return Optional.empty();
        }
        Set<String> texts = new LinkedHashSet<>();
        array.forEach(element -> text(field, element, allowed).ifPresent(texts::add));
        if (texts.size() < array.size()) {
            if (array.stream().distinct().count() < array.size()) {
                reject(field, "names one twice", expected);
            }
            return Optional.empty();
        }
        return Optional.of(List.copyOf(texts));
    }

    /** An array of 1 to {@code most} numbers from {@code min} to {@code max}, in the client's order. */
    public Optional<List<Double>> decimals(String field, double min, double max, int most) {
        return numbers(field, min, max, most, "numbers").map(numbers ->
                numbers.stream().map(JsonNumber::doubleValue).toList());
    }

    /** An array of 1 to {@code most} whole numbers of 64 bits, in the client's order. */
    public Optional<List<Long>> integers(String field, int most) {
        return numbers(field, Long.MIN_VALUE, Long.MAX_VALUE, most, "whole numbers").flatMap(numbers -> {
            try {
                return Optional.of(numbers.stream().map(number -> number.bigDecimalValue().longValueExact()).toList());
            } catch (ArithmeticException e) {
                reject(field, "is " + shown(body.get(field)), "an array of 1 to " + most + " whole numbers of 64 bits");
                return Optional.empty();
            }
        });
    }

    private Optional<List<JsonNumber>> numbers(String field, double min, double max, int most, String kind) {
        Optional<JsonValue> value = value(field);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (value.get() instanceof JsonArray array && !array.isEmpty() && array.size() <= most
                && array.stream().allMatch(element -> isBetween(element, min, max))) {
            return Optional.of(array.getValuesAs(JsonNumber.class));
        }
        reject(field, "is " + shown(value.get()), "an array of 1 to " + most + " " + kind + ", each "
                + range(BigDecimal.valueOf(min), BigDecimal.valueOf(max)));
        return Optional.empty();
    }

    private static boolean isBetween(JsonValue value, double min, double max) {
        return value instanceof JsonNumber number && number.doubleValue() >= min && number.doubleValue() <= max;
    }

    /** The bounds of a number, both included. */
    public record Range(double min, double max) {
    }

    /** An object of numbers: which members it may have, and their ranges; empty where it is absent. */
    public Map<String, Double> decimals(String field, Map<String, Range> allowed) {
        Map<String, Double> members = new LinkedHashMap<>();
        Optional<JsonValue> value = value(field);
        if (value.isPresent() && !(value.get() instanceof JsonObject)) {
            reject(field, "is " + shown(value.get()), "an object of numbers");
        } else if (value.isPresent()) {
            value.get().asJsonObject().forEach((name, member) -> {
                Range range = allowed.get(name);
                if (range == null) {
                    reject(field + "." + Shown.of(name), "is not a known field", String.join(", ", allowed.keySet()));
                } else if (!isBetween(member, range.min(), range.max())) {
                    reject(field + "." + name, "is " + shown(member), "a number, "
                            + range(BigDecimal.valueOf(range.min()), BigDecimal.valueOf(range.max())));
                } else {
                    members.put(name, ((JsonNumber) member).doubleValue());
                }
            });
        }
        return members;
    }

    /** True or false. */
    public Optional<Boolean> flag(String field) {
        Optional<JsonValue> value = value(field);
        if (value.isPresent() && value.get() != JsonValue.TRUE && value.get() != JsonValue.FALSE) {
            reject(field, "is " + shown(value.get()), "true or false");
            return Optional.empty();
        }
        return value.map(flag -> flag == JsonValue.TRUE);
    }

    /** Adds an error that only the caller can see, such as two fields that exclude each other. */
    public void reject(String field, String detail, String allowed) {
        known.add(field);
        errors.add(new FieldError(field, detail, allowed));
    }

    /**
     * To be called after the last field was read: whatever was not asked for by then is unknown.
     *
     * @throws ProblemException 400 with every error found
     */
    public void verify() {
        String valid = known.isEmpty() ? "no fields" : String.join(", ", known);
        body.keySet().stream()
                .filter(field -> !known.contains(field))
                .forEach(field -> errors.add(new FieldError(field, "is not a known field", valid)));
        if (!errors.isEmpty()) {
            throw ProblemException.badFields(errors);
        }
    }

    private Optional<JsonValue> value(String field) {
        known.add(field);
        return Optional.ofNullable(body.get(field)).filter(value -> value.getValueType() != ValueType.NULL);
    }

    private Optional<BigDecimal> number(String field, BigDecimal min, BigDecimal max, String kind) {
        Optional<JsonValue> value = value(field);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (value.get() instanceof JsonNumber json) {
            BigDecimal number = json.bigDecimalValue();
            if (number.compareTo(min) >= 0 && number.compareTo(max) <= 0) {
                return Optional.of(number);
            }
        }
        reject(field, "is " + shown(value.get()), kind + ", " + range(min, max));
        return Optional.empty();
    }

    private Optional<String> text(String field, JsonValue value, int maxLength) {
        if (value instanceof JsonString json && !json.getString().isBlank()
                && json.getString().length() <= maxLength) {
            return Optional.of(json.getString());
        }
        reject(field, "is " + shown(value), "a text of 1 to " + maxLength + " characters");
        return Optional.empty();
    }

    private Optional<String> text(String field, JsonValue value, Collection<String> allowed) {
        if (value instanceof JsonString json && allowed.contains(json.getString())) {
            return Optional.of(json.getString());
        }
        reject(field, "is " + shown(value), "one of: " + String.join(", ", allowed));
        return Optional.empty();
    }

    private static String range(BigDecimal min, BigDecimal max) {
        return min.toPlainString() + " to " + max.toPlainString();
    }

    private static String shown(JsonValue value) {
        return Shown.of(value.toString());
    }
}
