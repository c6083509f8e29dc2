package org.hybridscheduler.observability.control;

/** What the health pages need to know of the live loop; answers from memory. */
public interface SimulationStatus {

    /** {@code running}, {@code paused}, {@code stopped}, or what keeps it from running. */
    String state();
}
