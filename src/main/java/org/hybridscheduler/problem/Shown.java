package org.hybridscheduler.problem;

/** A client's own value, short enough to be repeated to it. */
final class Shown {

    private static final int MAX_LENGTH = 60;

    private Shown() {
    }

    static String of(String value) {
        return value.length() <= MAX_LENGTH ? value : value.substring(0, MAX_LENGTH) + "...";
    }
}
