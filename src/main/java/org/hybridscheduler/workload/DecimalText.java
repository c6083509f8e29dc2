package org.hybridscheduler.workload;

import java.util.Locale;

/** Plain decimal numbers as text: {@code Double.parseDouble} alone would take {@code 0x1p3} and {@code 1d} too. */
public final class DecimalText {

    private DecimalText() {
    }

    /** Whether a text is digits with an optional sign, decimal point and exponent. */
    public static boolean isNumber(String text) {
        int end = mantissaEnd(text, signEnd(text, 0));
        if (end < 0) {
            return false;
        }
        if (end == text.length()) {
            return true;
        }
        int exponent = signEnd(text, end + 1);
        return (text.charAt(end) == 'e' || text.charAt(end) == 'E') && exponent < text.length()
                && digitsEnd(text, exponent) == text.length();
    }

    private static int signEnd(String text, int start) {
        return start < text.length() && (text.charAt(start) == '-' || text.charAt(start) == '+') ? start + 1 : start;
    }

    /** End of digits with at most one point, or -1 where there is no digit. */
    private static int mantissaEnd(String text, int start) {
        int point = digitsEnd(text, start);
        if (point == text.length() || text.charAt(point) != '.') {
            return point > start ? point : -1;
        }
        int end = digitsEnd(text, point + 1);
        return end - start > 1 ? end : -1;
    }

    private static int digitsEnd(String text, int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    /** What may be wrong with a text that should be a number within bounds. */
    public static String hint(String text) {
        if (text.isBlank()) {
            return ". Maybe the value is missing?";
        }
        if (text.indexOf(',') >= 0) {
            return ". Maybe the decimal sign should be a point?";
        }
        if (!text.equals(text.strip())) {
            return ". Maybe there is a blank before or after it?";
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "nan", "inf", "infinity", "-inf", "na", "n/a", "null", "none" ->
                ". Maybe the task was not measured, and its row should be left out?";
            default -> isNumber(text) ? ". Maybe it is in another unit?" : ". Maybe a value is in the wrong column?";
        };
    }
}
