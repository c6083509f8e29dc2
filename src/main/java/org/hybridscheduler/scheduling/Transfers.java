package org.hybridscheduler.scheduling;

/** What it costs to bring a task's input to the device that runs it. */
public enum Transfers {

    /** Run times are end to end: they include moving the whole input from host memory, wherever it was produced. */
    INCLUDED,

    /**
     * Data stays where it was produced, and what is not there already is moved, bytes over bandwidth, while the device
     * is held.
     */
    CHARGED,

    /**
     * As {@link #CHARGED}, but each GPU has a copy engine: the input of a task that is bound to the device moves while
     * another one still computes there.
     */
    OVERLAPPED
}
