package org.hybridscheduler.caching.failover.routing;

/** Failures in one short line without secrets. */
final class Causes {

    private static final int LONGEST = 160;
    private static final int DEEPEST = 50;

    private Causes() {
    }

    /** The class and message of the failure's root; of a time-out, how long it was waited for. */
    static String describe(Throwable failure) {
        if (failure instanceof CallTimeoutException) {
            return failure.getMessage();
        }
        Throwable root = failure;
        for (int i = 0; root.getCause() != null && i < DEEPEST; i++) {
            root = root.getCause();
        }
        String message = root.getMessage() == null ? "" : ": " + root.getMessage().lines().findFirst().orElse("");
        return shorten(root.getClass().getSimpleName() + withoutCredentials(message));
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

    /** Drops the user and password of any URL. */
    private static String withoutCredentials(String text) {
        return text.replaceAll("//[^/\\s]*@", "//")
                .replaceAll("(?i)(password|passwd|secret|token|auth)(\\s*[=:]\\s*)[^\\s,;]+", "$1$2...");
    }

    private static String shorten(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 3) + "...";
    }
}
