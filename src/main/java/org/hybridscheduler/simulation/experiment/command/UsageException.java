package org.hybridscheduler.simulation.experiment.command;

/** Thrown where the arguments are wrong; the message tells the user which, and what is expected. */
final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UsageException(String message, Throwable cause) {
        super(message, cause);
    }

    UsageException(String message) {
        this(message, null);
    }
}
