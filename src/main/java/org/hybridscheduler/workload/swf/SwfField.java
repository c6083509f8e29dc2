package org.hybridscheduler.workload.swf;

import java.util.Locale;

/** The 18 fields of a job, in their order; times in seconds, memory in KB for each processor, -1 where unknown. */
enum SwfField {
    JOB_NUMBER(true), SUBMIT_TIME(false), WAIT_TIME(false), RUN_TIME(false), ALLOCATED_PROCESSORS(true),
    AVERAGE_CPU_TIME(false), USED_MEMORY(false), REQUESTED_PROCESSORS(true), REQUESTED_TIME(false),
    REQUESTED_MEMORY(false), STATUS(true), USER_ID(true), GROUP_ID(true), EXECUTABLE_NUMBER(true), QUEUE_NUMBER(true),
    PARTITION_NUMBER(true), PRECEDING_JOB_NUMBER(true), THINK_TIME(false);

    private final boolean whole;

    SwfField(boolean whole) {
        this.whole = whole;
    }

    /** Whether it counts or names something, so that it has no decimals. */
    boolean isWhole() {
        return whole;
    }

    /** As messages call it. */
    String fieldName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
