package org.hybridscheduler.workload.json;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.hybridscheduler.workload.WorkloadFormatException;

/** The characters of a JSON text one by one, from strict UTF-8, and their place. */
final class JsonText {

    static final int END = -1;
    private static final int BUFFER = 8192;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final InputStream in;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
    private final CharBuffer chars = CharBuffer.allocate(BUFFER).flip();
    private boolean malformed;
    private boolean ended;
    private long line = 1;
    private int column = 1;

    JsonText(InputStream in) throws IOException {
        this.in = in;
        if (peek() == BYTE_ORDER_MARK) {
            chars.get();
        }
    }

    int peek() throws IOException {
        if (!chars.hasRemaining()) {
            fill();
        }
        return chars.hasRemaining() ? chars.get(chars.position()) : END;
    }

    int read() throws IOException {
        int c = peek();
        if (c == END) {
            return END;
        }
        chars.get();
        if (c == '\n') {
            line++;
            column = 1;
        } else {
            column++;
        }
        return c;
    }

    private void fill() throws IOException {
        chars.clear();
        while (chars.position() == 0 && !ended) {
            if (malformed) {
                throw new WorkloadFormatException(line, column, null, "Bytes that are not UTF-8");
            }
            int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
            bytes.position(bytes.position() + Math.max(0, read)).flip();
            // What is well-formed before the fault is given first, so that the fault has its place.
            malformed = decoder.decode(bytes, chars, read < 0).isError();
            bytes.compact();
            ended = read < 0 && !malformed;
        }
        chars.flip();
    }

    long line() {
        return line;
    }

    int column() {
        return column;
    }
}
