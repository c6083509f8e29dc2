package org.hybridscheduler.history.control;

/**
 * Keeps the number of stored tasks near a limit: whenever a whole chunk is too much, the oldest chunk goes. The number
 * is counted once and kept up from then on. Used by the writer alone.
 */
final class Retention {

    /** Tasks deleted in one transaction. */
    static final int CHUNK = 1000;
    private static final long UNKNOWN = -1;

    private final OutcomeStore store;
    private final long limit;
    private long tasks = UNKNOWN;

    /** @param limit the number of tasks to keep; 0 keeps all */
    Retention(OutcomeStore store, long limit) {
        this.store = store;
        this.limit = limit;
    }

    /** Somebody else may have stored or deleted tasks: count anew. */
    void forget() {
        tasks = UNKNOWN;
    }

    /** Deletes what is too much, now that so many tasks more are stored. */
    void stored(int more) {
        if (limit == 0) {
            return;
        }
        tasks = tasks == UNKNOWN ? store.countTasks() : tasks + more;
        while (tasks >= limit + CHUNK) {
            int deleted = store.deleteOldest(CHUNK);
            if (deleted == 0) {
                tasks = UNKNOWN;
                return;
            }
            tasks -= deleted;
        }
    }
}
