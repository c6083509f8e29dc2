package org.hybridscheduler.caching.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.hybridscheduler.caching.NamespaceKey;
import org.hybridscheduler.caching.Representation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EarlyRefreshTest {

    private static final Instant NOW = Instant.parse("2026-11-23T11:22:33Z");

    @ParameterizedTest
    @CsvSource({"training_data, 5999, true", "training_data, 6000, true", "training_data, 6001, false",
        "scheduler_stats, 1, false", "another, 1, false"})
    void isDue_withSoMuchLeftOf30Seconds_isSoInTheLastFifth(String cache, int millisLeft, boolean due) {
        EarlyRefresh refresh = new EarlyRefresh();
        refresh.clock = Clock.fixed(NOW, ZoneOffset.UTC);
        refresh.settings = CacheSettings.of(new MapConfig(Map.of("cache.early_refresh.training_data", "20")));
        Representation value = Representation.of("[]".getBytes(UTF_8), NOW.plusMillis(millisLeft));
        assertThat(refresh.isDue(cache, new NamespaceKey("k"), value)).isEqualTo(due);
    }
}
