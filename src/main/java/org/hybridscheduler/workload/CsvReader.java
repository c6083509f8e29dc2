package org.hybridscheduler.workload;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads comma-separated values (RFC 4180) one record at a time: quotes, line breaks within quotes, CRLF, LF or CR, a
 * byte order mark; empty lines are skipped. The first record is the header; each other one has as many fields.
 */
public final class CsvReader {

    private static final int END = -1;
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final char REPLACEMENT = '\uFFFD';
    private static final int MAX_SHOWN = 60;

    private final Reader in;
    private final int maxColumns;
    private final int maxFieldLength;
    private final int maxLineLength;
    private final char[] buffer = new char[8192];
    private int position;
    private int filled;
    private long line = 1;
    private int lineLength;
    private boolean recordEnded;

    private final StringBuilder field = new StringBuilder();
    private final List<String> fields = new ArrayList<>();
    private final List<Long> fieldLines = new ArrayList<>();
    private List<String> header = List.of();

    /**
     * Reads a stream, and leaves it open.
     *
     * @param in UTF-8
     * @param maxColumns of the header
     * @param maxFieldLength characters of one value
     * @param maxLineLength characters of one record
     */
    public CsvReader(InputStream in, int maxColumns, int maxFieldLength, int maxLineLength) {
        // Malformed bytes are replaced, so that the fault can be told with its place.
        this.in = new InputStreamReader(in, StandardCharsets.UTF_8);
        this.maxColumns = maxColumns;
        this.maxFieldLength = maxFieldLength;
        this.maxLineLength = maxLineLength;
    }

    /** Reads the first record. */
    public List<String> readHeader() throws IOException {
        if (peek() == BYTE_ORDER_MARK) {
            position++;
        }
        if (!readRecord(maxColumns)) {
            throw new WorkloadFormatException(1, 0, null,
                    "The text is empty, expected a header line. Maybe it is the wrong file?");
        }
        header = List.copyOf(fields);
        return header;
    }

    /**
     * Reads the next record; false after the last one.
     *
     * @throws WorkloadFormatException where it is none, or not as long as the header; after {@link #skipLine} the next
     *     one can be read
     */
    public boolean next() throws IOException {
        if (!readRecord(header.size())) {
            return false;
        }
        if (fields.size() < header.size()) {
            throw fault(fields.size() - 1, "The last of " + fields.size() + " values, but the header has "
                    + header.size() + " columns. Maybe a comma is missing?");
        }
        return true;
    }

    /** Goes on to the line after the one in which a record was refused; no more than that where it was read to its end. */
    public void skipLine() throws IOException {
        while (!recordEnded && peek() != END && !isLineBreak(peek())) {
            // What is skipped may be longer than any record.
            lineLength = 0;
            read();
        }
    }

    /** The value in a column, from 0. */
    public String get(int column) {
        return fields.get(column);
    }

    /** A fault in the current record's column, from 0. */
    public WorkloadFormatException fault(int column, String problem) {
        return fault(column, problem, null);
    }

    /** A fault in the current record's column, from 0, with what found it. */
    public WorkloadFormatException fault(int column, String problem, Throwable cause) {
        long at = column < fieldLines.size() ? fieldLines.get(column) : line;
        return faultAt(at, column, problem, cause);
    }

    /** A fault of the current record as a whole. */
    public WorkloadFormatException lineFault(String problem) {
        return lineFault(problem, null);
    }

    /** A fault of the current record as a whole, with what found it. */
    public WorkloadFormatException lineFault(String problem, Throwable cause) {
        return new WorkloadFormatException(fieldLines.isEmpty() ? line : fieldLines.get(0), 0, null, problem, cause);
    }

    private WorkloadFormatException faultAt(long atLine, int column, String problem) {
        return faultAt(atLine, column, problem, null);
    }

    private WorkloadFormatException faultAt(long atLine, int column, String problem, Throwable cause) {
        String name = column < header.size() ? shown(header.get(column)) : null;
        return new WorkloadFormatException(atLine, column + 1, name, problem, cause);
    }

    /** A value as a message shows it: not longer than a line. */
    public static String shown(String value) {
        return value.length() <= MAX_SHOWN ? value : value.substring(0, MAX_SHOWN) + "...";
    }

    private boolean readRecord(int columns) throws IOException {
        fields.clear();
        fieldLines.clear();
        while (isLineBreak(peek())) {
            read();
        }
        lineLength = 0;
        recordEnded = false;
        if (peek() == END) {
            return false;
        }
        int separator;
        do {
            if (fields.size() == columns) {
                throw faultAt(line, columns, "More than " + columns + " columns" + (header.isEmpty() ? ""
                        : ", which the header has. Maybe a value with a comma is not quoted?"));
            }
            fieldLines.add(line);
            field.setLength(0);
            if (peek() == '"') {
                readQuoted();
            } else {
                readPlain();
            }
            fields.add(field.toString());
            separator = read();
        } while (separator == ',');
        if (separator == '\r' && peek() == '\n') {
            read();
        }
        recordEnded = true;
        return true;
    }

    private void readQuoted() throws IOException {
        long opened = line;
        read();
        while (true) {
            int c = read();
            if (c == END) {
                throw faultAt(opened, fields.size(), "A quote is opened and never closed");
            }
            if (c == '"') {
                if (peek() != '"') {
                    break;
                }
                read();
            }
            append((char) c);
        }
        int after = peek();
        if (after != ',' && after != END && !isLineBreak(after)) {
            throw faultAt(line, fields.size(), "'" + (char) after
                    + "' after a closing quote, expected a comma or the line's end."
                    + " Maybe a quote within is not doubled?");
        }
    }

    private void readPlain() throws IOException {
        for (int c = peek(); c != ',' && c != END && !isLineBreak(c); c = peek()) {
            if (c == '"') {
                throw faultAt(line, fields.size(), "A quote within the unquoted value '" + shown(field.toString())
                        + "'. Maybe the whole value should be quoted?");
            }
            read();
            append((char) c);
        }
    }

    private void append(char c) {
        if (c == 0 || c == REPLACEMENT) {
            throw faultAt(line, fields.size(), "A character that is no text after '" + shown(field.toString())
                    + "'. Maybe the file is not in UTF-8?");
        }
        if (field.length() == maxFieldLength) {
            throw faultAt(line, fields.size(), "A value of more than " + maxFieldLength
                    + " characters, it begins with '" + shown(field.toString()) + "'. Maybe a quote is not closed?");
        }
        field.append(c);
    }

    private static boolean isLineBreak(int c) {
        return c == '\n' || c == '\r';
    }

    private int read() throws IOException {
        int c = peek();
        if (c == END) {
            return END;
        }
        position++;
        lineLength++;
        if (lineLength > maxLineLength && !isLineBreak(c)) {
            throw faultAt(line, fields.size(), "The row has more than " + maxLineLength
                    + " characters. Maybe the line breaks are missing?");
        }
        if (c == '\n' || c == '\r' && peek() != '\n') {
            line++;
        }
        return c;
    }

    private int peek() throws IOException {
        if (position == filled) {
            filled = in.read(buffer);
            position = 0;
            if (filled <= 0) {
                filled = 0;
                return END;
            }
        }
        return buffer[position];
    }
}
