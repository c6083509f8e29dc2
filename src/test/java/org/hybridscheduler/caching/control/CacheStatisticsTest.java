package org.hybridscheduler.caching.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hybridscheduler.caching.failover.spi.Operation.DELETE;
import static org.hybridscheduler.caching.failover.spi.Operation.GET;
import static org.hybridscheduler.caching.failover.spi.Operation.INVALIDATE;
import static org.hybridscheduler.caching.failover.spi.Operation.SET;
import static org.hybridscheduler.caching.failover.spi.Outcome.ERROR;
import static org.hybridscheduler.caching.failover.spi.Outcome.HIT;
import static org.hybridscheduler.caching.failover.spi.Outcome.MISS;
import static org.hybridscheduler.caching.failover.spi.Outcome.SUCCESS;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CacheStatisticsTest {

    private static final OptionalLong UNKNOWN = OptionalLong.empty();

    private final RecordedMetrics metrics = new RecordedMetrics();
    private final CacheStatistics statistics = new CacheStatistics(metrics);

    private BackendStatistics of(String namespace, String backend) {
        return BackendStatistics.of(statistics.counts(namespace, backend), UNKNOWN, UNKNOWN);
    }

    @Test
    void completed_eachOperation_isCountedWithItsLabels() {
        statistics.recorder("training_data", "redis").completed(GET, HIT, 1);
        statistics.recorder("training_data", "redis").completed(GET, HIT, 1);
        statistics.recorder("scheduler_stats", "memory").completed(SET, SUCCESS, 1);
        statistics.recorder("training_data", "near").completed(INVALIDATE, ERROR, 1);
        assertThat(metrics.counted).containsExactly("get hit training_data redis", "get hit training_data redis",
                "set success scheduler_stats memory", "invalidate error training_data near");
        assertThat(metrics.asked).as("a counter is looked up once").doesNotHaveDuplicates();
    }

    @Test
    void recorder_beforeAnyOperation_hasTheCounterOfUndecodableValues() {
        statistics.recorder("training_data", "redis");
        assertThat(metrics.asked).containsExactly("undecodable training_data redis");
        statistics.undecodable("training_data", "redis", "key", new IllegalStateException());
        assertThat(metrics.counted).containsExactly("undecodable training_data redis");
    }

    @Test
    void statistics_ofABackend_areItsOwn() {
        OperationCounts redis = statistics.counts("training_data", "redis");
        redis.completed(GET, HIT, 1000);
        redis.completed(GET, MISS, 4000);
        redis.completed(GET, ERROR, 1_000_000);
        redis.completed(SET, SUCCESS, 1);
        redis.completed(SET, ERROR, 1);
        redis.completed(DELETE, SUCCESS, 1);
        assertThat(of("training_data", "redis"))
                .isEqualTo(new BackendStatistics(1, 1, 1, 1, 2, OptionalDouble.of(2.5), UNKNOWN, UNKNOWN));
        assertThat(of("training_data", "memory"))
                .isEqualTo(new BackendStatistics(0, 0, 0, 0, 0, OptionalDouble.empty(), UNKNOWN, UNKNOWN));
    }

    @Test
    void statistics_ofAllBackends_areAddedAndTheAverageIsWeighted() {
        statistics.counts("training_data", "redis").completed(GET, HIT, 9000);
        for (int i = 0; i < 3; i++) {
            statistics.counts("training_data", "memory").completed(GET, MISS, 1000);
        }
        assertThat(BackendStatistics.of(List.of(of("training_data", "redis"), of("training_data", "memory"),
                of("training_data", "near")), OptionalLong.of(4), OptionalLong.of(5)))
                .isEqualTo(new BackendStatistics(1, 3, 0, 0, 0, OptionalDouble.of(3), OptionalLong.of(4),
                        OptionalLong.of(5)));
    }

    @Test
    void reset_afterOperations_zeroesStatisticsNotMetrics() {
        OperationCounts counts = statistics.counts("training_data", "redis");
        counts.completed(GET, HIT, 1);
        statistics.reset();
        assertThat(of("training_data", "redis").hits()).isZero();
        assertThat(of("training_data", "redis").averageGetMicros()).isEmpty();
        counts.completed(GET, HIT, 1000);
        assertThat(of("training_data", "redis").averageGetMicros()).hasValue(1);
        assertThat(metrics.counted).hasSize(2);
    }
}
