package org.hybridscheduler.simulation.control;

/** Thrown where no more experiments may wait. */
public class FullQueueException extends RuntimeException {

    private static final long serialVersionUID = 1;

    FullQueueException(String message) {
        super(message);
    }
}
