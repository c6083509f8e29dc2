package org.hybridscheduler.history.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.hybridscheduler.simulation.engine.RunStoreException;
import org.junit.jupiter.api.Test;

class ReadingsTest {

    private final DatabaseGate gate = new DatabaseGate();
    private final Readings readings = new Readings(gate);

    @Test
    void read_schemaNotThere_failsWithoutTouchingTheDatabase() {
        AtomicInteger touched = new AtomicInteger();

        assertThatThrownBy(() -> readings.read("read it", touched::incrementAndGet))
                .isInstanceOf(RunStoreException.class).hasMessageContaining("Cannot read it");
        assertThat(touched).hasValue(0);
    }

    @Test
    void read_databaseFails_keepsTheCause() {
        gate.open();
        RuntimeException cause = new IllegalStateException("gone");

        assertThatThrownBy(() -> readings.read("read it", () -> {
            throw cause;
        })).isInstanceOf(RunStoreException.class).hasCause(cause);
    }

    @Test
    void read_historyClearedMeanwhile_isReadAgain() {
        gate.open();
        AtomicInteger reads = new AtomicInteger();

        int value = readings.read("read it", () -> {
            if (reads.incrementAndGet() == 1) {
                readings.voidEarlier();
            }
            return reads.get();
        });

        assertThat(value).isEqualTo(2);
    }
}
