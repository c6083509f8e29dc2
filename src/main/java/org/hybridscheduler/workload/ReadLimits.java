package org.hybridscheduler.workload;

/**
 * How much of a recorded workload is read before it is refused. Whoever opens the stream limits its bytes.
 *
 * @param maxTasks rows, at least 1
 * @param maxFeatures {@code feature.NAME} columns, at least 0
 * @param maxParents parents of one task, at least 0
 * @param maxFieldLength characters of one value, at least 1
 * @param maxLineLength characters of one row, at least 1
 */
public record ReadLimits(int maxTasks, int maxFeatures, int maxParents, int maxFieldLength, int maxLineLength) {

    public ReadLimits {
        require("maxTasks", maxTasks, 1);
        require("maxFeatures", maxFeatures, 0);
        require("maxParents", maxParents, 0);
        require("maxFieldLength", maxFieldLength, 1);
        require("maxLineLength", maxLineLength, 1);
    }

    /** 500,000 tasks, 64 features, 4,096 parents, 65,536 characters a value, 262,144 a row. */
    public static ReadLimits defaults() {
        return new ReadLimits(500_000, 64, 4_096, 65_536, 262_144);
    }

    private static void require(String what, int value, int min) {
        if (value < min) {
            throw new IllegalArgumentException(what + " is " + value + ", expected at least " + min);
        }
    }
}
