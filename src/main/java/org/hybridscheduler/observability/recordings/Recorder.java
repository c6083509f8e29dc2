package org.hybridscheduler.observability.recordings;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** Port: what records the JVM. */
interface Recorder {

    /** Whether this JVM can be recorded at all. */
    boolean available();

    /**
     * Begins a recording, which ends by itself.
     *
     * @param maxBytes roughly the most it holds; beyond it the oldest is dropped
     * @param file     an empty file that the recording is written to when it ends
     * @throws RecordingException where something else is recording this JVM
     */
    Session begin(RecordingOrder order, long maxBytes, Path file) throws RecordingException;

    /** A recording under way. */
    interface Session extends AutoCloseable {

        /**
         * Completes when the file is written; else with a {@link RecordingException} that says why not, or is
         * cancelled by {@link #close}.
         */
        CompletableFuture<Void> written();

        /** Gives the recording up, if it has not ended yet; after that nothing is written any more. */
        @Override
        void close();
    }
}
