package org.hybridscheduler.simulation.engine;

/** Event: a run began, paused, went on or ended; the message is for people. */
public record RunStateChanged(long runId, RunState state, String message) {
}
