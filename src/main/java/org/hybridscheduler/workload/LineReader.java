package org.hybridscheduler.workload;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;

/** Reads UTF-8 text a line at a time, each of bounded length; lines end with LF, CRLF or CR. */
public final class LineReader {

    private static final char REPLACEMENT = '\uFFFD';

    private final Reader in;
    private final int maxLength;
    private final char[] buffer = new char[8192];
    private final StringBuilder text = new StringBuilder();
    private int position;
    private int filled;
    private long line;
    private boolean tooLong;

    /** Reads a stream, and leaves it open. */
    public LineReader(InputStream in, int maxLength) {
        this.in = new InputStreamReader(in, StandardCharsets.UTF_8);
        this.maxLength = maxLength;
    }

    /**
     * Reads the next line; false after the last one.
     *
     * @throws WorkloadFormatException where it is too long, or no text; the line after it can be read
     */
    public boolean next() throws IOException {
        int c = read();
        if (c < 0) {
            return false;
        }
        line++;
        text.setLength(0);
        tooLong = false;
        boolean isText = true;
        for (; c >= 0 && c != '\n' && c != '\r'; c = read()) {
            isText &= c != 0 && c != REPLACEMENT;
            append((char) c);
        }
        if (c == '\r' && peek() == '\n') {
            read();
        }
        if (tooLong) {
            throw fault("The line has more than " + maxLength + " characters. Maybe the line breaks are missing?");
        }
        if (!isText) {
            throw fault("A character that is no text. Maybe the file is not in UTF-8?");
        }
        return true;
    }

    private void append(char c) {
        if (text.length() == maxLength) {
            tooLong = true;
        } else {
            text.append(c);
        }
    }

    /** The line's text without its end. */
    public String text() {
        return text.toString();
    }

    /** The line's number, from 1; 0 before the first one. */
    public long line() {
        return line;
    }

    /** A fault of the current line as a whole. */
    public WorkloadFormatException fault(String problem) {
        return new WorkloadFormatException(line, 0, null, problem);
    }

    private int read() throws IOException {
        int c = peek();
        if (c >= 0) {
            position++;
        }
        return c;
    }

    private int peek() throws IOException {
        if (position == filled) {
            filled = Math.max(0, in.read(buffer));
            position = 0;
        }
        return position == filled ? -1 : buffer[position];
    }
}
