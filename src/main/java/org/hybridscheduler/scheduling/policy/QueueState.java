package org.hybridscheduler.scheduling.policy;

/**
 * Numbers the states of queue and cluster that {@link RlAgent} tells apart: how many tasks wait that are faster on a CPU, how
 * many that are faster on a GPU, and how many devices of each kind are idle. Small numbers count exactly, large ones in
 * steps of half as much again. How long a task has run does not count: for memoryless run times it tells nothing.
 */
final class QueueState {

    private static final int EXACT = 10;
    private static final int LONGEST = 4_096;
    private static final double STEP = 1.5;
    private static final int[] LEVEL = new int[LONGEST + 1];
    private static final int IDLE_LEVELS = 4;

    static {
        double next = EXACT + 1;
        for (int waiting = 1; waiting <= LONGEST; waiting++) {
            boolean up = waiting <= EXACT || waiting >= next;
            LEVEL[waiting] = LEVEL[waiting - 1] + (up ? 1 : 0);
            next = waiting > EXACT && up ? waiting * STEP : next;
        }
    }

    private static final int LEVELS = LEVEL[LONGEST] + 1;
    /** How many states there are. */
    static final int COUNT = LEVELS * LEVELS * IDLE_LEVELS * IDLE_LEVELS;

    private QueueState() {
    }

    static int number(int waitingForCpu, int waitingForGpu, int idleCpus, int idleGpus) {
        int waiting = LEVEL[Math.min(waitingForCpu, LONGEST)] * LEVELS + LEVEL[Math.min(waitingForGpu, LONGEST)];
        return (waiting * IDLE_LEVELS + Math.min(idleCpus, IDLE_LEVELS - 1)) * IDLE_LEVELS
                + Math.min(idleGpus, IDLE_LEVELS - 1);
    }
}
