package org.hybridscheduler.caching.annotations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class WaitsTest {

    private final Waits waits = new Waits();
    private final AtomicReference<Flight> others = new AtomicReference<>();

    /** A thread that leads a flight of its own and waits for the given one. */
    private Actor waiter(Flight awaited) {
        Actor waiter = new Actor(() -> {
            others.set(new Flight("other"));
            assertThat(waits.begin(awaited)).isTrue();
            Actor.at("waiting");
            waits.end();
            return null;
        }, "waiting");
        waiter.step();
        return waiter;
    }

    @Test
    void begin_ownFlight_isRefused() {
        assertThat(waits.begin(new Flight("own"))).isFalse();
    }

    @Test
    void begin_flightWhoseLeaderWaitsForThisThread_isRefusedUntilItStopsWaiting() throws Exception {
        Actor waiter = waiter(new Flight("own"));
        assertThat(waits.begin(others.get())).isFalse();
        waiter.finish();
        assertThat(waits.begin(others.get())).isTrue();
    }

    @Test
    void begin_chainOfWaitsBackToThisThread_isRefused() throws Exception {
        Actor first = waiter(new Flight("own"));
        Actor second = waiter(others.get());
        assertThat(waits.begin(others.get())).isFalse();
        first.finish();
        assertThat(waits.begin(others.get())).isTrue();
        second.finish();
    }

    /** The waiter has its result and has not gone on yet: to refuse here would run a method twice. */
    @Test
    void begin_leaderStillNotedAsWaitingForALandedFlight_isAllowed() throws Exception {
        Flight own = new Flight("own");
        Actor waiter = waiter(own);
        own.land("value", null);
        assertThat(waits.begin(others.get())).isTrue();
        waiter.finish();
    }
}
