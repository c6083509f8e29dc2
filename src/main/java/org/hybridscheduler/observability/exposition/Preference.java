package org.hybridscheduler.observability.exposition;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One entry of an Accept or Accept-Encoding header.
 *
 * @param name lower case
 * @param parameters by lower-case name, the quality not among them
 * @param quality 0, which is never, to 1; 0 where it cannot be read
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-12.4.2">RFC 9110, 12.4.2</a>
 */
record Preference(String name, Map<String, String> parameters, double quality) {

    private static final Pattern QUALITY = Pattern.compile("0(\\.\\d{0,3})?|1(\\.0{0,3})?");

    /** @param header every value of the header, null where there is none */
    static List<Preference> of(List<String> header) {
        return header == null ? List.of() : header.stream().flatMap(value -> Stream.of(value.split(",")))
                .filter(entry -> !entry.isBlank()).map(Preference::parse).toList();
    }

    private static Preference parse(String entry) {
        String[] parts = entry.split(";");
        Map<String, String> parameters = new HashMap<>();
        for (int i = 1; i < parts.length; i++) {
            String[] parameter = parts[i].split("=", 2);
            parameters.put(parameter[0].strip().toLowerCase(Locale.ROOT),
                    parameter.length == 1 ? "" : parameter[1].strip().replace("\"", ""));
        }
        String quality = parameters.remove("q");
        return new Preference(parts.length == 0 ? "" : parts[0].strip().toLowerCase(Locale.ROOT), parameters,
                quality(quality));
    }

    private static double quality(String text) {
        if (text == null) {
            return 1;
        }
        return QUALITY.matcher(text).matches() ? Double.parseDouble(text) : 0;
    }

    Optional<String> parameter(String parameter) {
        return Optional.ofNullable(parameters.get(parameter));
    }
}
