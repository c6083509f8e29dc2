package org.hybridscheduler.simulation.engine;

/** The store of runs is out of reach, or refuses. */
public class RunStoreException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public RunStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
