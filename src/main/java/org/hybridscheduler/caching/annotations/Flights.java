package org.hybridscheduler.caching.annotations;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The loads of one cache that are under way on this node: at most one shared flight per key. */
final class Flights {

    private final Map<Object, Flight> shared = new ConcurrentHashMap<>();
    private final Set<Flight> unshared = ConcurrentHashMap.newKeySet();
    private final Set<Flights> dependents = ConcurrentHashMap.newKeySet();
    private final AtomicLong landed = new AtomicLong();
    private final Waits waits;

    Flights(Waits waits) {
        this.waits = waits;
    }

    Waits waits() {
        return waits;
    }

    /** How many flights ended so far: who saw a miss and then another number may now find an entry. */
    long landed() {
        return landed.get();
    }

    /** The flight to wait for, or the given one where there is none and it was taken. */
    Flight claim(Flight own) {
        // One that landed and is still here lost its place because its key changed meanwhile; it must not answer.
        return shared.compute(own.key(),
                (key, present) -> present == null || present.hasLanded() ? own : present);
    }

    /** A flight that nobody can join, but a removal can detach. */
    Flight unshared(Object key) {
        Flight flight = new Flight(key);
        unshared.add(flight);
        return flight;
    }

    /** Runs a load and lands its flight, however it ends. */
    Object fly(Flight flight, Callable<Object> load) throws Exception {
        Object result;
        try {
            result = load.call();
        } catch (Throwable failure) {
            land(flight, null, failure);
            throw failure;
        }
        land(flight, result, null);
        return result;
    }

    /** Counted before it leaves: who claims the key after it must see that the cache is to be asked again. */
    private void land(Flight flight, Object result, Throwable failure) {
        landed.incrementAndGet();
        shared.remove(flight.key(), flight);
        unshared.remove(flight);
        flight.land(result, failure);
    }

    /** Those that also write into this cache: what is detached here is detached there. */
    void addDependent(Flights writer) {
        dependents.add(writer);
    }

    /** Detaches what is under way for a key; to be done before the entry is changed or removed. */
    void detach(Object key) {
        release(key);
        dependents.forEach(flights -> flights.release(key));
    }

    /** Detaches all that is under way; to be done before the cache is emptied. */
    void detachAll() {
        releaseAll();
        dependents.forEach(Flights::releaseAll);
    }

    /** Detaches the shared flight of a key, since an unshared one knows better. */
    void supersede(Object key) {
        Flight flight = shared.get(key);
        if (flight != null) {
            // Detached first: a second remover that no longer finds it here need not wait for its put.
            flight.detach();
            shared.remove(key, flight);
        }
    }

    private void release(Object key) {
        supersede(key);
        unshared.stream().filter(flight -> flight.key().equals(key)).forEach(Flight::detach);
    }

    private void releaseAll() {
        shared.keySet().forEach(this::supersede);
        unshared.forEach(Flight::detach);
    }
}
