package org.hybridscheduler.problem;

import java.util.Collection;
import java.util.List;
import org.hybridscheduler.problem.Problem.FieldError;

/**
 * One query parameter as it came. JAX-RS would answer 404 for a number it cannot read; a client is better told which
 * parameter is wrong and what it may be.
 *
 * @param name the parameter's name
 * @param text its text, null where the query does not name it
 */
public record QueryParameter(String name, String text) {

    /**
     * The parameter as a whole number from {@code min} to {@code max}; {@code fallback} where it is absent.
     *
     * @throws ProblemException 400 naming the parameter and its range
     */
    public int integer(int fallback, int min, int max) {
        if (text == null) {
            return fallback;
        }
        if (text.matches("[+-]?\\d{1,10}")) {
            long number = Long.parseLong(text);
            if (number >= min && number <= max) {
                return (int) number;
            }
        }
        throw bad("a whole number, " + min + " to " + max);
    }

    /**
     * The parameter as one of the allowed texts; {@code fallback} where it is absent.
     *
     * @throws ProblemException 400 naming the parameter and the allowed texts
     */
    public String oneOf(String fallback, Collection<String> allowed) {
        if (text == null || allowed.contains(text)) {
            return text == null ? fallback : text;
        }
        throw bad("one of: " + String.join(", ", allowed));
    }

    /**
     * The parameter's text, 1 to {@code maxLength} characters.
     *
     * @throws ProblemException 400 naming the parameter and its length, also where it is absent
     */
    public String text(int maxLength) {
        if (text == null) {
            throw ProblemException.badFields(List.of(new FieldError(name, "is required", characters(maxLength))));
        }
        if (text.isEmpty() || text.length() > maxLength) {
            throw bad(characters(maxLength));
        }
        return text;
    }

    private static String characters(int maxLength) {
        return "a text of 1 to " + maxLength + " characters";
    }

    private ProblemException bad(String allowed) {
        return ProblemException.badFields(
                List.of(new FieldError(name, "is '" + Shown.of(text) + "'", allowed)));
    }
}
