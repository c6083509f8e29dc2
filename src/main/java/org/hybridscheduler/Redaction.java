package org.hybridscheduler;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes secrets out of a text that somebody will read: user and password of a URL, values that a name such as
 * {@code password} announces, and credentials of HTTP. It goes by form, so it takes too much rather than too little,
 * and a secret without any such form it does not see. Costs time in proportion to the text, whatever the text.
 */
public final class Redaction {

    /** What stands in a secret's place. */
    public static final String MASK = "***";

    private static final Pattern URL = Pattern.compile(
            "([A-Za-z][A-Za-z0-9+.-]{0,30}+://|jdbc:(?:[a-z0-9]{1,20}+:){1,3}+(?://)?)[^\\s\"'<>]*+");
    // A text within a JSON text has a backslash before each quote.
    private static final String QUOTE = "\\\\{0,8}+[\"']?";
    // A quote that is not closed hides the rest; more backslashes than one stand before a quote within the secret.
    private static final String VALUE = "(?:\"(?:[^\"\\\\]|\\\\.)*+\"?|'(?:[^'\\\\]|\\\\.)*+'?"
            + "|\\\\++\"(?:[^\"\\\\]|\\\\{2,}+\"?|\\\\(?!\"))*+(?:\\\\?\")?"
            + "|(?:[^\\s\"'&;,)}\\]]|,(?![\\s\"']))++)";
    // The first letters are looked at first, since most places in a text are ruled out by them.
    private static final List<Pattern> ANNOUNCED = List.of(
            Pattern.compile("((?i:(?=[ac])(?:authorization|cookie))" + QUOTE + "\\s{0,4}[:=]\\s{0,4}" + QUOTE
                    + ")[^\\r\\n\"']++"),
            Pattern.compile("((?i:(?=[pstac])(?:password|passwd|passphrase|pwd|private[_-]?key|token|"
                    + "secret(?:[_-]?(?:access[_-]?)?key)?|api[_-]?key|access[_-]?key|credentials?))"
                    + QUOTE + "\\s{0,4}[=:]\\s{0,4})" + VALUE, Pattern.DOTALL),
            Pattern.compile("\\b((?i:Bearer|Basic|Digest|Negotiate)\\s{1,4})(?=[a-z~+/-]{0,200}+[0-9A-Z=._])"
                    + "[A-Za-z0-9._~+/=-]{8,}+"));

    private Redaction() {
    }

    /** The text with {@value #MASK} for each secret; the text itself where it shows none. */
    public static String of(String text) {
        String safe = text.indexOf('@') < 0 ? text : URL.matcher(text).replaceAll(Redaction::withoutUser);
        for (Pattern announced : ANNOUNCED) {
            safe = announced.matcher(safe).replaceAll("$1" + MASK);
        }
        return safe;
    }

    /** Up to the last sign of its kind: a password may hold one, too. */
    private static String withoutUser(MatchResult url) {
        int user = url.group().lastIndexOf('@');
        return Matcher.quoteReplacement(user < 0 ? url.group() : url.group(1) + MASK + url.group().substring(user));
    }
}
