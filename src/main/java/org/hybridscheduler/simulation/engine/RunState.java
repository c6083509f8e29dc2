package org.hybridscheduler.simulation.engine;

/** The life of a run: it runs and pauses until it has finished its stream or was stopped. */
public enum RunState {
    RUNNING, PAUSED, STOPPED, FINISHED;

    /** Whether the run may still go on. */
    public boolean unfinished() {
        return this == RUNNING || this == PAUSED;
    }
}
