package org.hybridscheduler.simulation.engine;

/** How the live comparison is, in one word: starting, idle, running, paused, stopping or failed. */
@FunctionalInterface
public interface LiveState {

    String word();
}
