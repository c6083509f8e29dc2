package org.hybridscheduler.live.control;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * What one client is still to get: the latest state, and few notifications. At most one message is under way; the state
 * that waits behind it is replaced by a later one. Thread-safe.
 */
final class Mailbox {

    private static final int MAX_NOTIFICATIONS = 16;

    private final Client client;
    private final long patienceNanos;
    private final Queue<String> notifications = new ArrayDeque<>();
    private String state;
    private boolean sending;
    private long sendingSince;
    private boolean dropped;

    /** @param patienceNanos how long one message may be under way before the client is dropped */
    Mailbox(Client client, long patienceNanos) {
        this.client = client;
        this.patienceNanos = patienceNanos;
    }

    /** The state to send next, in place of one that still waits; answers whether one was replaced. */
    synchronized boolean post(String next) {
        boolean replaced = state != null;
        state = next;
        return replaced;
    }

    /** A notification to send; the oldest is forgotten when there are too many. */
    synchronized void notify(String message) {
        if (notifications.size() == MAX_NOTIFICATIONS) {
            notifications.remove();
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

    private synchronized void sent() {
        sending = false;
    }

    synchronized boolean isDropped() {
        return dropped;
    }
}
