package org.hybridscheduler.history.control;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;
import org.hybridscheduler.simulation.engine.RunStoreException;

/**
 * The way to the database: shut until the schema is there, since EclipseLink never recovers from a first use that
 * fails. Whatever fails behind it is told as a {@link RunStoreException}.
 */
@ApplicationScoped
public class DatabaseGate {

    private volatile boolean open;

    void open() {
        open = true;
    }

    /**
     * Does what {@code what} tells ("read the latest run").
     *
     * @throws RunStoreException where the database fails, or has not been reached since the start
     */
    public <T> T call(String what, Supplier<T> work) {
        if (!open) {
            throw new RunStoreException("Cannot " + what + ": the database has not been reached since the start."
                    + " Maybe it is still starting?", null);
        }
        try {
            return work.get();
        } catch (RuntimeException e) {
            throw new RunStoreException("Cannot " + what + ": the database does not answer, or refuses.", e);
        }
    }
}
