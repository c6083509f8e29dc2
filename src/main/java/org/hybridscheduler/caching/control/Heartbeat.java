package org.hybridscheduler.caching.control;

/** Whether what this node sends comes back to it: if not, what others send may not come either. Thread-safe. */
final class Heartbeat {

    private static final int DEAF_AFTER = 10;

    private long beat;
    private long heard = -1;
    private boolean silent = true;
    private int unheard;

    /** Begins a new beat; tells whether the last one was heard. */
    synchronized boolean next() {
        silent |= heard != beat;
        beat++;
        return !silent;
    }

    /** The current beat. */
    synchronized long current() {
        return beat;
    }

    /** A beat was sent; tells whether many in a row were sent without any being heard. */
    synchronized boolean sentUnheard() {
        unheard++;
        return unheard % DEAF_AFTER == 0;
    }

    /** A beat came back; tells whether that ends a silence. */
    synchronized boolean heard(long returned) {
        unheard = 0;
        heard = Math.max(heard, returned);
        boolean over = silent && heard == beat;
        silent &= !over;
        return over;
    }
}
