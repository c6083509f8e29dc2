package org.hybridscheduler.scheduling;

/** When a strategy binds a task to a device: as soon as it is ready, or when a device is free. */
public enum Binding {
    EARLY, LATE
}
