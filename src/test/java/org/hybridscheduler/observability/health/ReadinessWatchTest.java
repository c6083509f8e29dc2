package org.hybridscheduler.observability.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import org.hybridscheduler.observability.exposition.PrometheusText;
import org.hybridscheduler.observability.metrics.InMemoryRegistry;
import org.hybridscheduler.observability.metrics.RegisteredMeters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadinessWatchTest {

    private final RegisteredMeters meters = new RegisteredMeters(new InMemoryRegistry().registry(), Clock.systemUTC());
    private Runnable scheduled;
    private Object[] schedule;
    private boolean ready;

    /** Runs nothing by itself. */
    private final ScheduledExecutorService threads = (ScheduledExecutorService) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {ScheduledExecutorService.class}, (proxy, method, arguments) -> {
                assertThat(method.getName()).isEqualTo("scheduleWithFixedDelay");
                schedule = arguments;
                scheduled = (Runnable) arguments[0];
                return null;
            });

    private String page() {
        return PrometheusText.of(meters.families());
    }

    @Test
    void gauge_betweenChecks_tellsTheLastOneAndAsksNobody() {
        new ReadinessWatch().begin(meters, threads, Duration.ofSeconds(5), () -> ready);
        ready = true;
        assertThat(page()).as("not checked yet").contains("application_ready 0\n");

        scheduled.run();
        ready = false;
        assertThat(page()).contains("application_ready 1\n");

        scheduled.run();
        assertThat(page()).contains("application_ready 0\n");
        assertThat(schedule[2]).as("pause in ms").isEqualTo(5000L);
    }

    @Test
    void check_thatThrows_isNotReadyAndTheNextOneCounts() {
        new ReadinessWatch().begin(meters, threads, Duration.ofSeconds(5), () -> {
            if (!ready) {
                throw new IllegalStateException("no report");
            }
            return true;
        });
        ready = true;
        scheduled.run();
        ready = false;
        scheduled.run();
        assertThat(page()).contains("application_ready 0\n");
        ready = true;
        scheduled.run();
        assertThat(page()).contains("application_ready 1\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT0.099S", "PT-5S", "PT1H0.001S"})
    void interval_outOfRange_isRefusedWithItsName(String interval) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ReadinessWatch()
                .begin(meters, threads, Duration.parse(interval), () -> true))
                .withMessageContaining("health.check_interval").withMessageContaining("PT0.1S");
    }
}
