package org.hybridscheduler.caching.annotations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is heard of a load while it runs, and of those who wait for it. */
class LoadWorkTest {

    private final MapCaches caches = new MapCaches();
    private final LoadEvents events = new LoadEvents();
    private final CountDownLatch release = new CountDownLatch(1);
    private final Callers callers = new Callers();
    private volatile Duration timeout = LoadTimeout.DEFAULT;
    private CachingContainer container;
    private LoadingService service;

    @BeforeEach
    void start() {
        container = CachingContainer.start(new CachingContainer.Ports(caches::manager)
                .with(LoadListener.class, events).with(LoadTimeout.class, cacheName -> timeout)
                .with(RefreshPolicy.class, (cacheName, key, value) -> value.equals("old")), LoadingService.class);
        service = container.bean(LoadingService.class);
    }

    @AfterEach
    void stop() {
        release.countDown();
        callers.close();
        container.close();
    }

    @Test
    void miss_isWatchedWhileTheMethodRunsAndNotWhileItIsKept() throws Exception {
        caches.probe(events::note);
        service.loadBy(key -> {
            events.note("method");
            return "value";
        });
        service.find("a");

        assertThat(events.work()).containsSubsequence("after get", "begin LOADED", "method", "end", "before put");
    }

    @Test
    void hit_isNotWatched() throws Exception {
        service.put("a", "value");
        assertThat(service.find("a")).isEqualTo("value");

        assertThat(events.work()).isEmpty();
    }

    @Test
    void refresh_isWatchedAsOne() throws Exception {
        service.put("a", "old");
        service.loadBy(key -> "new");
        assertThat(service.find("a")).isEqualTo("new");

        assertThat(events.work()).containsExactly("begin REFRESHED", "end");
    }

    @Test
    void miss_methodThrows_hearsOfTheFailureBeforeTheEnd() {
        service.loadBy(key -> {
            throw new IOException("told to");
        });
        assertThatThrownBy(() -> service.find("a")).isInstanceOf(IOException.class);

        assertThat(events.work()).containsExactly("begin LOADED", "failed java.io.IOException: told to", "end");
    }

    @Test
    void joiner_isWatchedWhileItWaits() throws Exception {
        service.loadBy(key -> {
            release.await();
            return "value";
        });
        Future<Object> leader = callers.call(() -> service.find("a"));
        events.awaitWork("begin LOADED");
        Future<Object> joiner = callers.call(() -> service.find("a"));
        events.awaitWork("begin JOINED");
        assertThat(events.work()).containsExactly("begin LOADED", "begin JOINED");
        release.countDown();

        assertThat(Callers.outcome(leader)).isEqualTo("value");
        assertThat(Callers.outcome(joiner)).isEqualTo("value");
        assertThat(events.work()).containsExactly("begin LOADED", "begin JOINED", "end", "end");
    }

    @Test
    void joiner_givesUp_hearsOfTheFailureBeforeTheEnd() throws Exception {
        timeout = Duration.ZERO;
        service.loadBy(key -> {
            release.await();
            return "value";
        });
        Future<Object> leader = callers.call(() -> service.find("a"));
        events.awaitWork("begin LOADED");
        assertThatThrownBy(() -> service.find("a")).isInstanceOf(LoadTimeoutException.class);

        assertThat(events.work()).hasSize(4).startsWith("begin LOADED", "begin JOINED").endsWith("end");
        assertThat(events.work().get(2)).startsWith("failed " + LoadTimeoutException.class.getName());
        release.countDown();
        assertThat(Callers.outcome(leader)).isEqualTo("value");
    }
}
