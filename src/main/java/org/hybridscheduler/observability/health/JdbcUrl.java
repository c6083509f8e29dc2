package org.hybridscheduler.observability.health;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes a database's address fit to be shown. */
final class JdbcUrl {

    private static final Pattern DRIVER = Pattern.compile("jdbc:[A-Za-z0-9+.-]+:");

    private JdbcUrl() {
    }

    /**
     * The address without user information and parameters. All parameters go, since only the driver knows which of
     * them is secret; and where a user or password cannot be told from the rest, only the driver's name is left.
     */
    static String withoutSecrets(String url) {
        Matcher driver = DRIVER.matcher(url);
        if (!driver.lookingAt()) {
            return "jdbc:";
        }
        String scheme = driver.group();
        String address = url.substring(scheme.length());
        int parameters = firstOf(address, '?', ';');
        if (address.indexOf('@', parameters) >= 0 || address.indexOf('(') >= 0) {
            return scheme;
        }
        String place = address.substring(0, parameters);
        int user = place.lastIndexOf('@');
        if (user < 0) {
            return scheme + place;
        }
        String host = place.substring(user + 1);
        return scheme + (place.startsWith("//") && !host.startsWith("//") ? "//" : "") + host;
    }

    private static int firstOf(String text, char one, char other) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == one || text.charAt(i) == other) {
                return i;
            }
        }
        return text.length();
    }
}
