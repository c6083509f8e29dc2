package org.hybridscheduler.caching.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.List;
import org.hybridscheduler.caching.failover.spi.InvalidationChannel.Message;

/**
 * What nodes tell each other, one line each, readable where somebody listens in with {@code redis-cli}: a word and its
 * operands, URL-encoded, with a space between.
 * <pre>
 * changed SENDER CACHE KEY    one entry
 * changed SENDER CACHE        all entries of a cache
 * lost SENDER                 the sender has lost count of its changes
 * beat SENDER NUMBER          nothing but a sign of life
 * </pre>
 */
final class InvalidationText {

    /** Hears what a line says. */
    interface Reader {

        void changed(Message message);

        void lost();

        void beat(String sender, long number);
    }

    private InvalidationText() {
    }

    static String changed(Message message) {
        return message.key() == null ? line("changed", message.sender(), message.cache())
                : line("changed", message.sender(), message.cache(), message.key());
    }

    static String lost(String sender) {
        return line("lost", sender);
    }

    static String beat(String sender, long number) {
        return line("beat", sender, Long.toString(number));
    }

    private static String line(String word, String... operands) {
        StringBuilder line = new StringBuilder(word);
        for (String operand : operands) {
            line.append(' ').append(URLEncoder.encode(operand, UTF_8));
        }
        return line.toString();
    }

    /**
     * Tells the reader what a line says.
     *
     * @throws IllegalArgumentException where it is no such line
     */
    static void read(String line, Reader reader) {
        List<String> parts = List.of(line.split(" ", -1));
        List<String> operands = parts.stream().skip(1).map(part -> URLDecoder.decode(part, UTF_8)).toList();
        switch (parts.get(0) + operands.size()) {
            case "changed3" -> reader.changed(new Message(operands.get(0), operands.get(1), operands.get(2)));
            case "changed2" -> reader.changed(new Message(operands.get(0), operands.get(1), null));
            case "lost1" -> reader.lost();
            case "beat2" -> reader.beat(operands.get(0), Long.parseLong(operands.get(1)));
            default -> throw new IllegalArgumentException(
                    "No message begins with %s and has %d operands. Maybe another version sent it?".formatted(
                            parts.get(0), operands.size()));
        }
    }
}
