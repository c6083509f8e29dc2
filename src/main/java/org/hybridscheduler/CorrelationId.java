package org.hybridscheduler;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * The id that ties what one request caused together: its answer, its problem, its log lines. It belongs to the thread
 * that serves the request, for as long as it does.
 */
public final class CorrelationId {

    /** The header that carries it, in requests and answers. */
    public static final String HEADER = "X-Correlation-ID";

    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final ThreadLocal<String> CURRENT = new ThreadLocal<>();

    private CorrelationId() {
    }

    /** The id of the request that this thread serves; empty where it serves none. */
    public static Optional<String> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /**
     * The id for a request: the one that its client sent, or a new one where that is none of 1 to 64 letters, digits,
     * dots, underscores and hyphens, since it goes into headers and logs.
     *
     * @param sent null where the client sent none
     */
    public static String accepted(String sent) {
        return sent != null && VALID.matcher(sent).matches() ? sent : random();
    }

    /** Version 4 of RFC 9562, but not from the secure generator, at which requests would queue: it is no secret. */
    private static String random() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = random.nextLong() & ~0xF000L | 0x4000L;
        long low = random.nextLong() & Long.MAX_VALUE >>> 1 | Long.MIN_VALUE;
        return new UUID(high, low).toString();
    }

    /** Binds an id to this thread until the answer is closed, which gives back the one from before. */
    public static Binding bind(String id) {
        String before = CURRENT.get();
        CURRENT.set(id);
        return () -> {
            if (before == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(before);
            }
        };
    }

    /** An id's time on a thread. */
    @FunctionalInterface
    public interface Binding extends AutoCloseable {

        @Override
        void close();
    }
}
