package org.hybridscheduler.simulation.control;

import java.io.IOException;

/** A workload that is too large, or one too many. */
public class WorkloadLimitException extends IOException {

    private static final long serialVersionUID = 1;

    private final int status;

    /** @param status the HTTP status that fits */
    WorkloadLimitException(int status, String message) {
        super(message);
        this.status = status;
    }

    public int status() {
        return status;
    }
}
