package org.hybridscheduler.observability.logs;

/** Hears of each failure that is logged at level ERROR. Every bean of this type is told, on the thread that logs. */
@FunctionalInterface
public interface FailureListener {

    /** @param logged how it was logged */
    void failed(Throwable failure, LogEntry logged);
}
