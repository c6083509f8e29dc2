package org.hybridscheduler.workload.json;

import java.io.IOException;
import java.io.InputStream;
import org.hybridscheduler.workload.CsvReader;
import org.hybridscheduler.workload.WorkloadFormatException;

/**
 * Reads a JSON text token by token, strictly by RFC 8259, holding no more of it than the current token and how deep it
 * is. After a fault of the text itself every further call ends with that fault.
 */
public final class JsonReader {

    /** What comes next in the text. */
    public enum Token {
        BEGIN_OBJECT, END_OBJECT, BEGIN_ARRAY, END_ARRAY, NAME, STRING, NUMBER, TRUE, FALSE, NULL, END
    }

    private static final int MAX_DEPTH = 64;
    private static final int MAX_NUMBER_LENGTH = 100;

    private final JsonText in;
    private final int maxTextLength;
    private final StringBuilder text = new StringBuilder();
    private final boolean[] isObject = new boolean[MAX_DEPTH + 1];
    private final boolean[] hasElement = new boolean[MAX_DEPTH + 1];
    private int depth;
    private boolean afterName;
    private boolean textWanted = true;
    private long line = 1;
    private int column = 1;
    private Token current;
    private WorkloadFormatException broken;

    /**
     * Reads a stream, and leaves it open.
     *
     * @param maxTextLength characters of a name or string that is not skipped
     */
    public JsonReader(InputStream in, int maxTextLength) throws IOException {
        this.in = new JsonText(in);
        this.maxTextLength = maxTextLength;
    }

    /**
     * Reads the next token; {@link Token#END} after the text's one value, as often as asked.
     *
     * @throws WorkloadFormatException where the text is not JSON, nested more than 64 deep, or a string is too long
     */
    public Token next() throws IOException {
        if (broken != null) {
            throw broken;
        }
        try {
            current = token();
            return current;
        } catch (WorkloadFormatException e) {
            broken = e;
            throw e;
        }
    }

    private Token token() throws IOException {
        place();
        if (depth == 0) {
            return topLevel();
        }
        if (afterName) {
            afterName = false;
            return value();
        }
        if (in.peek() == (isObject[depth] ? '}' : ']')) {
            in.read();
            depth--;
            hasElement[depth] = true;
            return isObject[depth + 1] ? Token.END_OBJECT : Token.END_ARRAY;
        }
        if (hasElement[depth]) {
            require(',', isObject[depth] ? "a comma or '}'" : "a comma or ']'");
            place();
        }
        return isObject[depth] ? name() : value();
    }

    private Token topLevel() throws IOException {
        if (!hasElement[0]) {
            return value();
        }
        if (in.peek() != JsonText.END) {
            throw unexpected("the end of the text");
        }
        return Token.END;
    }

    private Token name() throws IOException {
        require('"', "a name in quotes");
        string();
        blanks();
        require(':', "a colon after the name '" + CsvReader.shown(text.toString()) + "'");
        afterName = true;
        return Token.NAME;
    }

    private Token value() throws IOException {
        int c = in.peek();
        if (c == '{' || c == '[') {
            return open(c == '{');
        }
        hasElement[depth] = true;
        switch (c) {
            case '"':
                in.read();
                string();
                return Token.STRING;
            case 't':
                return literal("true", Token.TRUE);
            case 'f':
                return literal("false", Token.FALSE);
            case 'n':
                return literal("null", Token.NULL);
            default:
                return number();
        }
    }

    private Token open(boolean object) throws IOException {
        if (depth == MAX_DEPTH) {
            throw fault("Nested more than " + MAX_DEPTH + " deep");
        }
        in.read();
        depth++;
        isObject[depth] = object;
        hasElement[depth] = false;
        return object ? Token.BEGIN_OBJECT : Token.BEGIN_ARRAY;
    }

    private Token literal(String word, Token token) throws IOException {
        for (int i = 0; i < word.length(); i++) {
            require(word.charAt(i), "the word " + word);
        }
        return token;
    }

    private Token number() throws IOException {
        text.setLength(0);
        take('-');
        if (!take('0')) {
            digits();
        }
        if (take('.')) {
            digits();
        }
        if (take('e') || take('E')) {
            if (!take('+')) {
                take('-');
            }
            digits();
        }
        return Token.NUMBER;
    }

    private void digits() throws IOException {
        if (!isDigit(in.peek())) {
            throw unexpected(text.length() == 0 ? "a value" : "a digit");
        }
        while (isDigit(in.peek())) {
            append((char) in.read(), MAX_NUMBER_LENGTH);
        }
    }

    private boolean take(char c) throws IOException {
        if (in.peek() != c) {
            return false;
        }
        append((char) in.read(), MAX_NUMBER_LENGTH);
        return true;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /** Reads a string whose opening quote was read. */
    private void string() throws IOException {
        text.setLength(0);
        for (int c = in.peek(); c != '"'; c = in.peek()) {
            if (c < ' ') {
                throw unexpected("the closing quote of a string");
            }
            in.read();
            char plain = c == '\\' ? escaped() : (char) c;
            if (textWanted) {
                append(plain, maxTextLength);
            }
        }
        in.read();
    }

    private char escaped() throws IOException {
        int c = in.peek();
        int plain = "\"\\/bfnrtu".indexOf(c);
        if (c == JsonText.END || plain < 0) {
            throw unexpected("one of \" \\ / b f n r t u after a backslash");
        }
        in.read();
        return c == 'u' ? hexadecimal() : "\"\\/\b\f\n\r\t".charAt(plain);
    }

    private char hexadecimal() throws IOException {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = in.peek() < 128 ? Character.digit(in.peek(), 16) : -1;
            if (digit < 0) {
                throw unexpected("four hexadecimal digits");
            }
            in.read();
            code = code << 4 | digit;
        }
        return (char) code;
    }

    private void append(char c, int max) {
        if (text.length() == max) {
            throw fault("A value of more than " + max + " characters, it begins with '"
                    + CsvReader.shown(text.toString()) + "'");
        }
        text.append(c);
    }

    private void place() throws IOException {
        blanks();
        line = in.line();
        column = in.column();
    }

    private void blanks() throws IOException {
        for (int c = in.peek(); c == ' ' || c == '\n' || c == '\t' || c == '\r'; c = in.peek()) {
            in.read();
        }
    }

    private void require(char expected, String shown) throws IOException {
        if (in.peek() != expected) {
            throw unexpected(shown);
        }
        in.read();
    }

    private WorkloadFormatException unexpected(String expected) throws IOException {
        int c = in.peek();
        String found = c == JsonText.END ? "The text ends" : c < ' ' ? "A control character" : "'" + (char) c + "'";
        return new WorkloadFormatException(in.line(), in.column(), null, found + ", expected " + expected
                + (c == JsonText.END ? ". Maybe the file is not complete?" : ""));
    }

    /** The token that was read last; {@code null} before the first one. */
    public Token current() {
        return current;
    }

    /** The current name, string or number as it is written. */
    public String text() {
        return text.toString();
    }

    /** How many objects and arrays are open. */
    public int depth() {
        return depth;
    }

    /** Reads over the value that comes next, whatever it is and however long its strings are. */
    public void skipValue() throws IOException {
        int openBefore = depth;
        textWanted = false;
        try {
            next();
            leave(openBefore);
        } finally {
            textWanted = true;
        }
    }

    /** Reads on until no more than so many objects and arrays are open and no name waits for its value. */
    public void leave(int openBefore) throws IOException {
        boolean wanted = textWanted;
        textWanted = false;
        try {
            while (depth > openBefore || afterName) {
                next();
            }
        } finally {
            textWanted = wanted;
        }
    }

    /** Whether the text itself is at fault, so that nothing more can be read of it. */
    public boolean isBroken() {
        return broken != null;
    }

    /** A fault at the current token. */
    public WorkloadFormatException fault(String problem) {
        return new WorkloadFormatException(line, column, null, problem);
    }

    /** The current token's line, from 1. */
    public long line() {
        return line;
    }

    /** The current token's place in its line, from 1. */
    public int column() {
        return column;
    }
}
