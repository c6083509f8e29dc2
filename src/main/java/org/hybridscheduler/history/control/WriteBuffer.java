package org.hybridscheduler.history.control;

/** How full the buffer before the database is. */
public interface WriteBuffer {

    /** Tasks that wait for the database or are being written. */
    int tasks();

    /** The most of them before the live comparison waits, too. */
    int capacity();
}
