package org.hybridscheduler.history.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CacheRemoveAll;
import javax.cache.annotation.CacheResult;
import org.hybridscheduler.caching.CacheNamespaces;
import org.hybridscheduler.caching.PrefixedKeyGenerator;
import org.hybridscheduler.caching.Representation;
import org.hybridscheduler.caching.control.Representations;

/** The latest tasks with each strategy's result, rendered and cached. */
@ApplicationScoped
@CacheDefaults(cacheName = CacheNamespaces.COMPARATIVE_HISTORY, cacheKeyGenerator = ComparativeHistory.Key.class)
public class ComparativeHistory {

    /** Makes {@code comparative_history_100}. */
    public static class Key extends PrefixedKeyGenerator {

        public Key() {
            super("comparative_history_");
        }
    }

    @Inject
    Readings readings;

    @Inject
    HistoryQueries queries;

    @Inject
    Representations representations;

    /**
     * The latest tasks, newest first.
     *
     * @throws org.hybridscheduler.simulation.engine.RunStoreException where the database is out of reach
     */
    @CacheResult
    public Representation latest(int limit) {
        byte[] json = readings.read("read the comparative history", () -> {
            List<ComparedTask> tasks = queries.comparedTasks(limit);
            return HistoryJson.comparison(tasks, results(tasks));
        });
        return representations.fresh(CacheNamespaces.COMPARATIVE_HISTORY, json);
    }

    private List<ComparedResult> results(List<ComparedTask> newestFirst) {
        return newestFirst.isEmpty() ? List.of()
                : queries.comparedResults(newestFirst.get(newestFirst.size() - 1).id(), newestFirst.get(0).id());
    }

    /** Forgets every cached answer. */
    @CacheRemoveAll
    public void forget() {
        // The annotation says it all.
    }
}
