package org.hybridscheduler.caching.annotations;

import java.util.HashMap;
import java.util.Map;

/**
 * Which thread waits for which flight. The graph is kept free of cycles, whose threads would wait for one another: one
 * thread that asks within a load for that load again, or two that load a key each and ask for the other's.
 */
final class Waits {

    private final Map<Thread, Flight> waiting = new HashMap<>();

    /** Notes that the calling thread waits from now on, or is false where the flight waits for this very thread. */
    synchronized boolean begin(Flight flight) {
        Flight next = flight;
        while (next != null && !next.hasLanded()) {
            if (next.leader() == Thread.currentThread()) {
                return false;
            }
            next = waiting.get(next.leader());
        }
        waiting.put(Thread.currentThread(), flight);
        return true;
    }

    synchronized void end() {
        waiting.remove(Thread.currentThread());
    }
}
