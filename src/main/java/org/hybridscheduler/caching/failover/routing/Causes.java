package org.hybridscheduler.caching.failover.routing;

import java.util.regex.Pattern;

/** Failures in one short line without secrets. */
final class Causes {

    private static final String SENTENCE_END = "\\.+(\\s|$)|(?<=[!?])\\s";
    private static final String LABELLED_LIST = "[\\s,;]*\\b\\w+[:=]\\s*\\[";
    private static final String LABELLED_OBJECT = "[\\s,;]*\\b\\w+\\s\\[\\w+[:=]";
    // What follows is advice, or all that a client had in its hands, such as an application's keys and values.
    private static final Pattern MORE = Pattern.compile(
            String.join("|", SENTENCE_END, LABELLED_LIST, LABELLED_OBJECT));
    private static final int LONGEST = 160;
    private static final int DEEPEST = 50;

    private Causes() {
    }

    /** The class of the failure's root and how its message begins; of a time-out, how long it was waited for. */
    static String describe(Throwable failure) {
        if (failure instanceof CallTimeoutException) {
            return failure.getMessage();
        }
        Throwable root = failure;
        for (int i = 0; root.getCause() != null && i < DEEPEST; i++) {
            root = root.getCause();
        }
        String message = root.getMessage() == null ? "" : beginning(root.getMessage());
        return shorten(root.getClass().getSimpleName() + (message.isEmpty() ? "" : ": ") + message);
    }

    /** The first of a failure and its causes that is of a type; null where none is. */
    static <T extends Throwable> T find(Throwable failure, Class<T> type) {
        Throwable each = failure;
        for (int i = 0; each != null && i < DEEPEST; i++) {
            if (type.isInstance(each)) {
                return type.cast(each);
            }
            each = each.getCause();
        }
        return null;
    }

    private static String beginning(String message) {
        return MORE.split(withoutCredentials(message.lines().findFirst().orElse("")), 2)[0];
    }

    /** Drops the user and password of any URL. */
    private static String withoutCredentials(String text) {
        return text.replaceAll("//[^/\\s]*@", "//")
                .replaceAll("(?i)(password|passwd|secret|token|auth)(\\s*[=:]\\s*)[^\\s,;]+", "$1$2...");
    }

    private static String shorten(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 3) + "...";
    }
}
