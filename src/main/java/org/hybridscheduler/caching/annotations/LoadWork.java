package org.hybridscheduler.caching.annotations;

/** What a caller does instead of being answered by the cache, while it does it: run the method, or wait for a run. */
public interface LoadWork extends AutoCloseable {

    /** Of which nobody wants to know. */
    LoadWork UNWATCHED = new LoadWork() {
        @Override
        public void failed(Throwable cause) {
            // Nobody looks.
        }

        @Override
        public void close() {
            // Nobody looks.
        }
    };

    /** Notes that the method threw, or that the caller gave up waiting; it must not throw. */
    void failed(Throwable cause);

    /** Ends on the thread that it began on; it must not throw. */
    @Override
    void close();
}
