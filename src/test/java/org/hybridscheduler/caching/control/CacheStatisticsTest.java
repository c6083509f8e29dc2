package org.hybridscheduler.caching.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hybridscheduler.caching.annotations.CacheOperation.GET;
import static org.hybridscheduler.caching.annotations.CacheOperation.INVALIDATE;
import static org.hybridscheduler.caching.annotations.CacheOperation.SET;
import static org.hybridscheduler.caching.annotations.CacheOutcome.ERROR;
import static org.hybridscheduler.caching.annotations.CacheOutcome.HIT;
import static org.hybridscheduler.caching.annotations.CacheOutcome.SUCCESS;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CacheStatisticsTest {

    private final List<String> asked = new ArrayList<>();
    private final List<String> counted = new ArrayList<>();
    private final CacheStatistics statistics = new CacheStatistics((operation, result, namespace, backend) -> {
        String labels = String.join(" ", operation, result, namespace, backend);
        asked.add(labels);
        return () -> counted.add(labels);
    }, "redis");

    @Test
    void completed_eachOperation_isCountedWithItsLabels() {
        statistics.completed(GET, HIT, "training_data", 1);
        statistics.completed(GET, HIT, "training_data", 1);
        statistics.completed(SET, SUCCESS, "scheduler_stats", 1);
        statistics.completed(INVALIDATE, ERROR, "training_data", 1);
        assertThat(counted).containsExactly("get hit training_data redis", "get hit training_data redis",
                "set success scheduler_stats redis", "invalidate error training_data redis");
        assertThat(asked).as("a counter is looked up once").doesNotHaveDuplicates();
        assertThat(statistics.counts("training_data").sinceReset(GET, HIT)).isEqualTo(2);
        assertThat(statistics.counts("scheduler_stats").sinceReset(GET, HIT)).isZero();
    }

    @Test
    void reset_afterOperations_zeroesStatisticsNotMetrics() {
        statistics.completed(GET, HIT, "training_data", 1);
        statistics.reset();
        assertThat(statistics.counts("training_data").sinceReset(GET, HIT)).isZero();
        statistics.completed(GET, HIT, "training_data", 1);
        assertThat(statistics.counts("training_data").sinceReset(GET, HIT)).isEqualTo(1);
        assertThat(counted).hasSize(2);
    }
}
