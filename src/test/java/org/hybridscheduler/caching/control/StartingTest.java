package org.hybridscheduler.caching.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeoutException;
import javax.cache.CacheException;
import org.junit.jupiter.api.Test;

class StartingTest {

    private final Queue<Runnable> tasks = new ArrayDeque<>();

    private Starting<String> starting() {
        return new Starting<>(() -> "caches", tasks::add, Duration.ofMillis(1));
    }

    @Test
    void await_notStartedInTime_saysSo() {
        Starting<String> starting = starting();
        assertThatThrownBy(starting::await).isInstanceOf(CacheException.class).hasMessageContaining("1 ms")
                .hasCauseInstanceOf(TimeoutException.class);
        assertThat(starting.current()).isEmpty();
        assertThat(starting.failed()).isFalse();
    }

    @Test
    void await_started_givesTheCaches() {
        Starting<String> starting = starting();
        tasks.remove().run();
        assertThat(starting.await()).isEqualTo("caches");
        assertThat(starting.current()).contains("caches");
    }

    @Test
    void await_startFailed_keepsTheCause() {
        IllegalStateException cause = new IllegalStateException("no port is free");
        Starting<String> starting = new Starting<>(() -> {
            throw cause;
        }, Runnable::run, Duration.ofSeconds(1));
        assertThatThrownBy(starting::await).isInstanceOf(CacheException.class).hasCause(cause);
        assertThat(starting.current()).isEmpty();
        assertThat(starting.failed()).isTrue();
    }

    @Test
    void close_whileStarting_closesWhatStartsLater() {
        List<String> closed = new ArrayList<>();
        Starting<String> starting = starting();
        starting.close(closed::add);
        assertThat(closed).isEmpty();
        tasks.remove().run();
        assertThat(closed).containsExactly("caches");
    }
}
