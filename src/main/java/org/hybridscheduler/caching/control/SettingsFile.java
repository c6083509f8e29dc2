package org.hybridscheduler.caching.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A YAML file of Redisson's or Hazelcast's, with secrets left to the environment: {@code "${NAME}"} stands for the
 * variable NAME, {@code "${NAME:-text}"} has a default. The products would read these, too, but differently from one
 * another, and Redisson takes a variable that is not set for the text itself.
 */
final class SettingsFile {

    private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*#.*$");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)(?::-([^}]*))?}");

    private SettingsFile() {
    }

    /**
     * The file's text, without comments, its variables replaced.
     *
     * @throws IOException              where it cannot be read
     * @throws IllegalArgumentException where a variable that has no default is not set
     */
    static String read(Path file, Map<String, String> environment) throws IOException {
        String text = COMMENT.matcher(Files.readString(file)).replaceAll("");
        return VARIABLE.matcher(text).replaceAll(
                found -> Matcher.quoteReplacement(value(found, environment)));
    }

    private static String value(MatchResult found, Map<String, String> environment) {
        String value = Optional.ofNullable(environment.get(found.group(1))).orElse(found.group(2));
        if (value == null) {
            throw new IllegalArgumentException("the environment variable %s is not set. Maybe it needs a default: %s?"
                    .formatted(found.group(1), "${" + found.group(1) + ":-text}"));
        }
        // As it must look between double quotes.
        return value.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
