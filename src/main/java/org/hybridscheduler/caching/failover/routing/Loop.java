package org.hybridscheduler.caching.failover.routing;

import java.util.function.LongSupplier;

/** Something done again and again in the background. */
interface Loop {

    /** Begins loops. */
    @FunctionalInterface
    interface Source {

        /**
         * Begins a loop.
         *
         * @param step does it once and answers in how many nanoseconds to do it again
         */
        Loop start(String name, LongSupplier step);
    }

    /** Makes the next step due now. */
    void kick();

    /** Ends the loop, interrupting a step that is under way, and waits a second at most for it to end. */
    void close();
}
