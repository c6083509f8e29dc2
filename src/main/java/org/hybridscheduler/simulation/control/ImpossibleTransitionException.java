package org.hybridscheduler.simulation.control;

/** What was asked for is not possible in the simulation's present state. */
public class ImpossibleTransitionException extends RuntimeException {

    private static final long serialVersionUID = 1;

    ImpossibleTransitionException(String message) {
        super(message);
    }
}
