package org.hybridscheduler.workload.swf;

/**
 * A job of a log; -1 stands for what is unknown.
 *
 * @param number its own within the log
 * @param submitSeconds since the log began, at least 0
 * @param runSeconds wall-clock time that it ran on all its processors
 * @param processors allocated, else requested
 * @param memoryKb used on average on each processor, else requested
 * @param requestedSeconds the user's estimate of the run time
 * @param user who submitted it
 * @param executable what it ran
 * @param precedingJob number of the job that had to end first
 */
public record SwfJob(long number, double submitSeconds, double runSeconds, long processors, double memoryKb,
        double requestedSeconds, long user, long executable, long precedingJob) {
}
