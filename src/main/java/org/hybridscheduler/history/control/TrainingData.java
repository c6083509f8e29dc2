package org.hybridscheduler.history.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CacheRemoveAll;
import javax.cache.annotation.CacheResult;
import org.hybridscheduler.caching.CacheNamespaces;
import org.hybridscheduler.caching.PrefixedKeyGenerator;
import org.hybridscheduler.caching.Representation;
import org.hybridscheduler.caching.control.Representations;

/** The latest training rows, rendered and cached. */
@ApplicationScoped
@CacheDefaults(cacheName = CacheNamespaces.TRAINING_DATA, cacheKeyGenerator = TrainingData.Key.class)
public class TrainingData {

    /** Makes {@code training_data_latest_1000}. */
    public static class Key extends PrefixedKeyGenerator {

        public Key() {
            super("training_data_latest_");
        }
    }

    @Inject
    Readings readings;

    @Inject
    HistoryQueries queries;

    @Inject
    Representations representations;

    /**
     * The latest rows, newest first.
     *
     * @throws org.hybridscheduler.simulation.engine.RunStoreException where the database is out of reach
     */
    @CacheResult
    public Representation latest(int limit) {
        byte[] json = readings.read("read the training data",
                () -> HistoryJson.trainingData(queries.trainingRows(limit)));
        return representations.fresh(CacheNamespaces.TRAINING_DATA, json);
    }

    /** Forgets every cached answer. */
    @CacheRemoveAll
    public void forget() {
        // The annotation says it all.
    }
}
