package org.hybridscheduler.simulation.engine;

/**
 * Hears how long one strategy takes to decide, in wall-clock time. The engine has no clock; whoever listens brings one.
 *
 * <p>A decision of a strategy that binds early is its answer to one task. One that binds late decides with each task
 * that it starts; to that decision belongs all that it did since the one before, taking tasks into its queue and
 * answering to wait. So there is one decision for each task placed, and their sum is all that strategies took to decide.
 * What they learn from finished tasks is not in it.
 */
public interface DecisionListener {

    /** Nobody listens: no clock is read. */
    DecisionListener NONE = new DecisionListener() {
        @Override
        public long nanoTime() {
            throw new IllegalStateException("Nobody listens, so nothing is timed");
        }

        @Override
        public void decided(long nanos) {
            throw new IllegalStateException("Nobody listens, so nothing is timed");
        }
    };

    /** Nanoseconds of a clock that never goes back. */
    long nanoTime();

    /** The strategy has decided, which took so many nanoseconds. */
    void decided(long nanos);
}
