package org.hybridscheduler.history.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CacheRemoveAll;
import javax.cache.annotation.CacheResult;
import org.hybridscheduler.JsonDialect;
import org.hybridscheduler.caching.CacheNamespaces;
import org.hybridscheduler.caching.PrefixedKeyGenerator;
import org.hybridscheduler.caching.Representation;
import org.hybridscheduler.caching.control.Representations;
import org.hybridscheduler.evaluation.StrategyTotals;

/** Each strategy's aggregates over the latest run, rendered and cached. */
@ApplicationScoped
@CacheDefaults(cacheName = CacheNamespaces.SCHEDULER_STATS, cacheKeyGenerator = SchedulerStatistics.Key.class)
public class SchedulerStatistics {

    /** Makes {@code scheduler_stats_oracle}. */
    public static class Key extends PrefixedKeyGenerator {

        public Key() {
            super("scheduler_stats_");
        }
    }

    @Inject
    Readings readings;

    @Inject
    HistoryQueries queries;

    @Inject
    Representations representations;

    /**
     * The strategy's aggregates; all counts are 0 where the latest run does not have it.
     *
     * @throws org.hybridscheduler.simulation.engine.RunStoreException where the database is out of reach
     */
    @CacheResult
    public Representation of(String scheduler) {
        SchedulerStats stats = readings.read("read the statistics of " + scheduler, () -> read(scheduler));
        return representations.fresh(CacheNamespaces.SCHEDULER_STATS,
                JsonDialect.jsonb().toJson(stats).getBytes(StandardCharsets.UTF_8));
    }

    private SchedulerStats read(String scheduler) {
        Optional<Long> run = queries.latestRun();
        StrategyTotals.Figures figures = run.flatMap(id -> queries.totals(id, scheduler))
                .orElseGet(() -> new StrategyTotals().figures());
        return SchedulerStats.of(scheduler, run, figures);
    }

    /** Forgets every cached answer. */
    @CacheRemoveAll
    public void forget() {
        // The annotation says it all.
    }
}
