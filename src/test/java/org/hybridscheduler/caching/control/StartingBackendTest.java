package org.hybridscheduler.caching.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.TimeoutException;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import org.junit.jupiter.api.Test;

class StartingBackendTest {

    private static final class Backend implements CacheBackend {

        private boolean closed;

        @Override
        public CacheManager manager() {
            throw new UnsupportedOperationException();
        }

        @Override
        public OptionalLong size(Cache<?, ?> cache) {
            return OptionalLong.empty();
        }

        @Override
        public OptionalLong evictions(Cache<?, ?> cache) {
            return OptionalLong.empty();
        }

        @Override
        public boolean answers(Duration within) {
            return !closed;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final Backend backend = new Backend();

    private StartingBackend starting() {
        return new StartingBackend(() -> backend, tasks::add, Duration.ofMillis(1));
    }

    @Test
    void await_notStartedInTime_saysSo() {
        StartingBackend starting = starting();
        assertThatThrownBy(starting::await).isInstanceOf(CacheException.class).hasMessageContaining("1 ms")
                .hasCauseInstanceOf(TimeoutException.class);
        assertThat(starting.current()).isEmpty();
    }

    @Test
    void await_started_givesTheBackend() {
        StartingBackend starting = starting();
        tasks.remove().run();
        assertThat(starting.await()).isSameAs(backend);
        assertThat(starting.current()).containsSame(backend);
    }

    @Test
    void await_startFailed_keepsTheCause() {
        IllegalStateException cause = new IllegalStateException("no port is free");
        StartingBackend starting = new StartingBackend(() -> {
            throw cause;
        }, Runnable::run, Duration.ofSeconds(1));
        assertThatThrownBy(starting::await).isInstanceOf(CacheException.class).hasCause(cause);
        assertThat(starting.current()).isEmpty();
    }

    @Test
    void close_whileStarting_closesWhatStartsLater() {
        StartingBackend starting = starting();
        starting.close();
        assertThat(backend.closed).isFalse();
        tasks.remove().run();
        assertThat(backend.closed).isTrue();
    }
}
