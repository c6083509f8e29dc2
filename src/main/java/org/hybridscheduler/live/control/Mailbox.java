package org.hybridscheduler.live.control;

import java.util.ArrayDeque;
import java.util.Queue;
import org.hybridscheduler.live.control.FrameCounts.Loss;

/**
 * What one client is still to get: the latest state, and few notifications. At most one message is under way; the state
 * that waits behind it is replaced by a later one. Thread-safe.
 */
final class Mailbox {

    private static final int MAX_NOTIFICATIONS = 16;

    private final Client client;
    private final long patienceNanos;
    private final FrameCounts counts;
    private final Queue<String> notifications = new ArrayDeque<>();
    private String state;
    private boolean sending;
    private long sendingSince;
    private boolean dropped;

    /**
     * An empty one.
     *
     * @param patienceNanos how long one message may be under way before the client is dropped
     * @param counts told what becomes of each message
     */
    Mailbox(Client client, long patienceNanos, FrameCounts counts) {
        this.client = client;
        this.patienceNanos = patienceNanos;
        this.counts = counts;
    }

    /** The state to send next, in place of one that still waits. */
    synchronized void post(String next) {
        if (dropped) {
            return;
        }
        if (state != null) {
            counts.countLost(Loss.CONFLATED, 1);
        }
        state = next;
    }

    /** A notification to send; the oldest is forgotten when there are too many. */
    synchronized void notify(String message) {
        if (dropped) {
            return;
        }
        if (notifications.size() == MAX_NOTIFICATIONS) {
            notifications.remove();
            counts.countLost(Loss.PUSHED_OUT, 1);
        }
        notifications.add(message);
    }

    /** Begins to send the next message unless one is under way; drops a client that takes too long. */
    void deliver(long nowNanos) {
        String next = null;
        synchronized (this) {
            if (dropped) {
                return;
            }
            if (sending) {
                dropped = nowNanos - sendingSince > patienceNanos;
                if (dropped) {
                    forgetAll();
                }
            } else {
                next = notifications.isEmpty() ? state : notifications.remove();
                if (next == state) {
                    state = null;
                }
                sending = next != null;
                sendingSince = nowNanos;
            }
        }
        if (next != null) {
            client.send(next, this::sent);
        } else if (isDropped()) {
            client.drop("Nothing was taken for too long");
        }
    }

    /** With the message that is under way. */
    private void forgetAll() {
        counts.countLost(Loss.CLIENT_DROPPED, 1 + notifications.size() + (state == null ? 0 : 1));
        notifications.clear();
        state = null;
    }

    /** One that goes out after all, after its client was dropped, is counted as lost already. */
    private synchronized void sent(boolean out) {
        sending = false;
        if (out && !dropped) {
            counts.countSent();
        }
    }

    synchronized boolean isDropped() {
        return dropped;
    }
}
