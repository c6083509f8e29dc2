package org.hybridscheduler.caching.annotations;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javax.cache.CacheException;
import javax.cache.annotation.CacheResult;

/** What one call of a {@link CacheResult} method does beyond a plain hit: run the method, or wait for who runs it. */
final class ResultLoad {

    private final CachedCall<CacheResult> call;
    private final Object key;
    private final GuardedCache results;
    private final GuardedCache exceptions;
    private final Flights flights;
    private final LoadPorts ports;

    /**
     * Makes the load of a call.
     *
     * @param exceptions null where the method's exceptions are not cached
     */
    ResultLoad(CachedCall<CacheResult> call, Object key, GuardedCache results, GuardedCache exceptions,
               LoadPorts ports) {
        this.call = call;
        this.key = key;
        this.results = results;
        this.exceptions = exceptions;
        this.flights = call.method().flights();
        this.ports = ports;
    }

    /**
     * After a miss: leads a flight or joins the one of this key.
     *
     * @param landedBefore {@link Flights#landed} from before the miss
     */
    Object shared(long landedBefore) throws Exception {
        rethrowCached();
        Flight own = new Flight(key);
        Flight flight = flights.claim(own);
        if (flight != own) {
            return join(flight);
        }
        return flights.fly(own, () -> {
            if (flights.landed() != landedBefore) {
                Object value = results.get(key);
                if (value != null) {
                    return value;
                }
                rethrowCached();
            }
            return kept(own, run(own));
        });
    }

    /** Without a look into the cache: runs the method always, and what it returns outdates the load under way. */
    Object unshared() throws Exception {
        Flight own = flights.unshared(key);
        return flights.fly(own, () -> {
            Object result = run(own);
            flights.supersede(key);
            return kept(own, result);
        });
    }

    /** After a hit that is due: the new value, or the old one where another refreshes it or the refresh fails. */
    Object refreshed(Object old, long landedBefore) {
        Flight own = new Flight(key);
        if (flights.claim(own) != own) {
            return old;
        }
        try {
            return flights.fly(own, () -> refresh(own, landedBefore));
        } catch (Exception failure) {
            if (failure instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            ports.listener().refreshFailed(call.getCacheName(), key, failure);
            return old;
        }
    }

    private Object refresh(Flight own, long landedBefore) throws Exception {
        if (flights.landed() != landedBefore) {
            Object value = results.get(key);
            if (value != null && !ports.isDue(call.getCacheName(), key, value)) {
                return value;
            }
        }
        Object result = proceed(LoadEvent.REFRESHED);
        if (result == null) {
            results.remove(key);
        }
        return kept(own, result);
    }

    private Object join(Flight flight) throws Exception {
        if (!flights.waits().begin(flight)) {
            // What the outer load returns is kept, not this.
            return proceed(LoadEvent.LOADED);
        }
        try {
            tell(LoadEvent.JOINED);
            watched(LoadEvent.JOINED, () -> await(flight));
        } finally {
            flights.waits().end();
        }
        return flight.outcome();
    }

    private Flight await(Flight flight) {
        Duration patience = ports.timeout().of(call.getCacheName());
        long start = System.nanoTime();
        try {
            if (flight.awaitLanding(TimeUnit.NANOSECONDS.convert(patience))) {
                return flight;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CacheException("Interrupted after %s. Maybe the application stops?".formatted(waited(start)), e);
        }
        tell(LoadEvent.TIMED_OUT);
        throw new LoadTimeoutException("Gave up after %s; the time-out is %d ms. %s".formatted(waited(start),
                patience.toMillis(), "Maybe the method hangs, or takes longer than LoadTimeout allows?"));
    }

    private String waited(long start) {
        return "%d ms of waiting for another thread's load of key %s of cache %s by %s".formatted(
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start), key, call.getCacheName(), call.getMethod());
    }

    private Object run(Flight own) throws Exception {
        try {
            return proceed(LoadEvent.LOADED);
        } catch (Exception | Error failure) {
            if (exceptions != null && call.method().accepts(failure)) {
                Surrounding.despite(failure, () -> keep(own, exceptions, failure));
            }
            throw failure;
        }
    }

    private Object proceed(LoadEvent success) throws Exception {
        Object result;
        try {
            result = watched(success, call::proceed);
        } catch (Exception | Error failure) {
            tell(LoadEvent.FAILED);
            throw failure;
        }
        tell(success);
        return result;
    }

    private <T> T watched(LoadEvent expected, Callable<T> own) throws Exception {
        try (LoadWork work = ports.listener().begin(expected, call.getCacheName())) {
            try {
                return own.call();
            } catch (Exception | Error failure) {
                work.failed(failure);
                throw failure;
            }
        }
    }

    private Object kept(Flight own, Object result) {
        // A JCache holds no null, so a null result is not kept.
        if (result != null) {
            keep(own, results, result);
        }
        return result;
    }

    private void keep(Flight own, GuardedCache cache, Object value) {
        if (!own.keepUnlessDetached(() -> cache.put(key, value))) {
            tell(LoadEvent.DISCARDED);
        }
    }

    private void rethrowCached() throws Exception {
        if (exceptions != null) {
            Surrounding.rethrow(exceptions.get(key));
        }
    }

    private void tell(LoadEvent event) {
        ports.listener().happened(event, call.getCacheName());
    }
}
