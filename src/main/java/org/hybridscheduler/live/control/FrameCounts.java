package org.hybridscheduler.live.control;

import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** What became of the messages to clients. Thread-safe; nobody waits. */
public final class FrameCounts {

    /** Why a client did not get a message. */
    public enum Loss {
        /** A state that a later one replaced before it went out. */
        CONFLATED,
        /** A notification, the oldest of too many. */
        PUSHED_OUT,
        /** Under way or waiting when its client was dropped for being slow. */
        CLIENT_DROPPED
    }

    private final LongAdder sent = new LongAdder();
    private final LongAdder[] lost = Stream.of(Loss.values()).map(loss -> new LongAdder()).toArray(LongAdder[]::new);

    /** Messages that went out. */
    public long sent() {
        return sent.sum();
    }

    /** Messages that did not, for this reason. */
    public long lost(Loss loss) {
        return lost[loss.ordinal()].sum();
    }

    void countSent() {
        sent.increment();
    }

    void countLost(Loss loss, int messages) {
        lost[loss.ordinal()].add(messages);
    }
}
