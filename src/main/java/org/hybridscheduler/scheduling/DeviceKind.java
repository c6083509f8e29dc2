package org.hybridscheduler.scheduling;

/** The kinds of device that a task can run on. */
public enum DeviceKind {
    CPU, GPU
}
