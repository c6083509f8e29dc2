package org.hybridscheduler.caching.control;

import jakarta.enterprise.context.ApplicationScoped;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.hybridscheduler.LogSafe;
import org.hybridscheduler.caching.annotations.CacheErrorPolicy;
import org.hybridscheduler.caching.annotations.CacheOperation;

/**
 * A failing cache fails no caller: a read goes on as a miss, a removal is made up for by the entry's time to live.
 * That takes caches that have not started, or a failing memory: a failing Redis shows nobody an error. The log gets one
 * line per period, not one per call.
 */
@ApplicationScoped
public class TolerantErrorPolicy implements CacheErrorPolicy {

    private static final Logger LOG = System.getLogger(TolerantErrorPolicy.class.getName());
    private static final long LOG_PERIOD_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final AtomicLong lastLogged = new AtomicLong(System.nanoTime() - LOG_PERIOD_NANOS);
    private final LongAdder silent = new LongAdder();

    @Override
    public void failed(CacheOperation operation, String cacheName, RuntimeException failure) {
        long now = System.nanoTime();
        long last = lastLogged.get();
        if (now - last < LOG_PERIOD_NANOS || !lastLogged.compareAndSet(last, now)) {
            silent.increment();
            return;
        }
        LOG.log(Level.WARNING, "Cache %s failed at %s, the call goes on without it; %d failures were not logged before"
                .formatted(cacheName, operation, silent.sumThenReset()), LogSafe.of(failure));
    }
}
