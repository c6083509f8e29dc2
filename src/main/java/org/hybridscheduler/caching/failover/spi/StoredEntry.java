package org.hybridscheduler.caching.failover.spi;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Objects;

/**
 * What a store holds under a key: a value and when it expires. Immutable, if the value is. Its deadline is judged by
 * the reader's clock: a store may still hold what has expired.
 */
public final class StoredEntry implements Serializable {

    /** The deadline of an entry that does not expire. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final long serialVersionUID = 1;

    private final Object value;
    private final long deadline;
    // The very bytes a store holds: a compare-and-set against them does not depend on how stable an encoding is.
    private final transient byte[] encoded;

    private StoredEntry(Object value, long deadline, byte[] encoded) {
        this.value = value;
        this.deadline = deadline;
        this.encoded = encoded;
    }

    /**
     * Makes an entry.
     *
     * @param deadline in milliseconds since the epoch, or {@link #NEVER}
     * @throws NullPointerException where the value is null
     */
    public static StoredEntry of(Object value, long deadline) {
        return new StoredEntry(Objects.requireNonNull(value, "value"), deadline, null);
    }

    /** An entry whose bytes mean nothing to us: it has no value and counts as expired, but can be replaced. */
    public static StoredEntry undecodable(byte[] encoded) {
        return new StoredEntry(null, Long.MIN_VALUE, encoded);
    }

    /** This entry as read from the given bytes, which are taken over, not copied. */
    public StoredEntry from(byte[] bytes) {
        return new StoredEntry(value, deadline, bytes);
    }

    /** The value; null only where {@link #undecodable} made the entry. */
    public Object value() {
        return value;
    }

    /** When the entry expires, in milliseconds since the epoch; {@link #NEVER} where it does not. */
    public long deadline() {
        return deadline;
    }

    /** The bytes it was read from; null where it was not. */
    public byte[] encoded() {
        return encoded;
    }

    /** Whether the entry has not expired at a time in milliseconds since the epoch. */
    public boolean isLive(long now) {
        return now < deadline;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StoredEntry that && deadline == that.deadline
                && Objects.deepEquals(value, that.value);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.deepHashCode(new Object[] {value}) + Long.hashCode(deadline);
    }

    @Override
    public String toString() {
        return "StoredEntry[%s, %s]".formatted(value, deadline == NEVER ? "never expires" : "until " + deadline);
    }
}
