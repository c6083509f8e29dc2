package org.hybridscheduler.history.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * What cached answers are made of. A reading that a clearing overtook is done again: its answer would reach the cache
 * after that was emptied, and stay.
 */
@ApplicationScoped
public class Readings {

    private final AtomicLong clearings = new AtomicLong();
    private final DatabaseGate gate;

    protected Readings() {
        this(null);
    }

    @Inject
    Readings(DatabaseGate gate) {
        this.gate = gate;
    }

    /**
     * Reads what {@code what} tells ("read the training data").
     *
     * @throws org.hybridscheduler.simulation.engine.RunStoreException where the database is out of reach
     */
    public <T> T read(String what, Supplier<T> work) {
        long before;
        T value;
        do {
            before = clearings.get();
            value = gate.call(what, work);
        } while (before != clearings.get());
        return value;
    }

    /** Notes that what was read before is void. */
    public void voidEarlier() {
        clearings.incrementAndGet();
    }
}
