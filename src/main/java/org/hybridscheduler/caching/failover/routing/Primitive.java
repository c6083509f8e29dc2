package org.hybridscheduler.caching.failover.routing;

import org.hybridscheduler.caching.failover.spi.Operation;

/** The operations of a store, by what a failure of theirs means. */
enum Primitive {

    /** A read: whoever failed to read may read elsewhere. */
    GET(Operation.GET, false, false),
    /** A read of the whole cache, which no statistics count. */
    SCAN(null, false, false),
    /**
     * A read before a change. It counts as one: so the two together time out once, not twice; and where it finds
     * nothing to remove, that is known too to a generation that may hold the entry.
     */
    GET_FOR_UPDATE(Operation.GET, true, true),
    /** A read of all keys in order to remove them, likewise: where none come, none would be removed. */
    SCAN_FOR_UPDATE(null, true, true),
    WRITE(Operation.SET, true, true),
    REMOVE(Operation.DELETE, true, true),
    CLEAR(Operation.INVALIDATE, true, true);

    private final Operation operation;
    private final boolean unsureIfFailed;
    private final boolean changing;

    Primitive(Operation operation, boolean unsureIfFailed, boolean changing) {
        this.operation = operation;
        this.unsureIfFailed = unsureIfFailed;
        this.changing = changing;
    }

    /** What statistics call it; null where they do not count it. */
    Operation operation() {
        return operation;
    }

    /** Whether it may have happened, or may happen yet, though it failed. */
    boolean unsureIfFailed() {
        return unsureIfFailed;
    }

    /** Whether it changes entries. */
    boolean changing() {
        return changing;
    }
}
