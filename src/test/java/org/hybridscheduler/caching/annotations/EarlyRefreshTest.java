package org.hybridscheduler.caching.annotations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hybridscheduler.caching.annotations.LoadEvent.DISCARDED;
import static org.hybridscheduler.caching.annotations.LoadEvent.FAILED;
import static org.hybridscheduler.caching.annotations.LoadEvent.JOINED;
import static org.hybridscheduler.caching.annotations.LoadEvent.REFRESHED;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import javax.cache.CacheException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A hit that its policy calls due: one caller refreshes it, and nobody waits. */
class EarlyRefreshTest {

    private static final int CALLERS = 64;
    private static final int ROUNDS = 200;

    private final MapCaches caches = new MapCaches();
    private final LoadEvents events = new LoadEvents();
    private final Callers callers = new Callers();
    private final CountDownLatch loading = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private CachingContainer container;
    private LoadingService service;

    @BeforeEach
    void start() throws Exception {
        container = CachingContainer.start(new CachingContainer.Ports(caches::manager)
                .with(LoadListener.class, events)
                .with(RefreshPolicy.class, (cacheName, key, value) -> cacheName.equals("c") && value.equals("old")),
                LoadingService.class);
        service = container.bean(LoadingService.class);
        service.put("a", "old");
    }

    @AfterEach
    void stop() {
        release.countDown();
        callers.close();
        container.close();
    }

    private Future<Object> refreshThatIsHeld(LoadingService.Loader loader) throws InterruptedException {
        service.loadBy(key -> {
            loading.countDown();
            release.await();
            return loader.load(key);
        });
        Future<Object> refresher = callers.call(() -> service.find("a"));
        loading.await();
        return refresher;
    }

    @Test
    void hit_due_oneRefreshesWhileOthersGetTheOldValue() throws Exception {
        Future<Object> refresher = refreshThatIsHeld(key -> "new");
        assertThat(Callers.outcomes(callers.call(CALLERS, () -> service.find("a")))).hasSize(CALLERS)
                .containsOnly("old");
        release.countDown();
        assertThat(Callers.outcome(refresher)).isEqualTo("new");
        assertThat(service.find("a")).isEqualTo("new");
        assertThat(service.runs()).isEqualTo(1);
        assertThat(events.all()).containsExactly(REFRESHED);
    }

    @Test
    void hits_racingWithTheEndOfTheRefresh_neverRefreshAgain() throws Exception {
        service.loadBy(key -> "new");
        for (int round = 1; round <= ROUNDS; round++) {
            service.put("a", "old");
            assertThat(Callers.outcomes(callers.call(CALLERS, () -> service.find("a")))).hasSize(CALLERS)
                    .isSubsetOf("old", "new").contains("new");
            assertThat(service.runs()).isEqualTo(round);
        }
    }

    @Test
    void hit_refreshEndsBeforeTheKeyIsClaimed_findsTheNewValue() throws Exception {
        caches.probe(Actor::at);
        service.loadBy(key -> "new");
        Actor late = new Actor(() -> service.find("a"), "after get");
        late.step();
        assertThat(service.find("a")).isEqualTo("new");
        assertThat(late.finish()).isEqualTo("new");
        assertThat(service.runs()).isEqualTo(1);
    }

    @Test
    void hit_notDue_costsNoRun() throws Exception {
        service.put("a", "young");
        assertThat(service.find("a")).isEqualTo("young");
        assertThat(events.all()).isEmpty();
    }

    @Test
    void refresh_fails_givesTheOldValueAndTellsWhy() throws Exception {
        IOException failure = new IOException("told to");
        service.loadBy(key -> {
            throw failure;
        });
        assertThat(service.find("a")).isEqualTo("old");
        assertThat(service.findKeepingFailures("a")).isEqualTo("old");
        assertThat(events.all()).containsExactly(FAILED, FAILED);
        assertThat(events.refreshFailures()).containsExactly(failure, failure);
        assertThat(caches.entries("c").values()).containsExactly("old");
        assertThat(caches.entries("failures")).isEmpty();
        service.loadBy(key -> "new");
        assertThat(service.find("a")).isEqualTo("new");
    }

    @Test
    void refresh_interrupted_givesTheOldValueAndKeepsTheFlag() throws Exception {
        service.loadBy(key -> {
            throw new InterruptedException("told to");
        });
        assertThat(service.find("a")).isEqualTo("old");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void refresh_throwsAnError_throwsIt() {
        service.loadBy(key -> {
            throw new StackOverflowError("told to");
        });
        assertThatThrownBy(() -> service.find("a")).isInstanceOf(StackOverflowError.class);
        assertThat(caches.entries("c").values()).containsExactly("old");
    }

    @Test
    void refresh_cacheFailsWithoutPolicy_givesTheOldValue() throws Exception {
        CacheException failure = new CacheException("died meanwhile");
        service.loadBy(key -> {
            caches.failWith(failure);
            return "new";
        });
        assertThat(service.find("a")).isEqualTo("old");
        assertThat(events.refreshFailures()).containsExactly(failure);
    }

    @Test
    void refresh_returnsNull_removesTheEntry() throws Exception {
        service.loadBy(key -> null);
        assertThat(service.find("a")).isNull();
        assertThat(caches.entries("c")).isEmpty();
    }

    @Test
    void refresh_entryExpiresMeanwhile_isJoinedByThoseWhoMiss() throws Exception {
        Future<Object> refresher = refreshThatIsHeld(key -> "new");
        caches.entries("c").clear();
        Future<Object> waiter = callers.call(() -> service.find("a"));
        events.await(JOINED, 1);
        release.countDown();
        assertThat(List.of(Callers.outcome(refresher), Callers.outcome(waiter))).containsOnly("new");
        assertThat(service.runs()).isEqualTo(1);
    }

    @Test
    void refresh_failsWhenTheEntryExpired_failsThoseWhoMissed() throws Exception {
        IOException failure = new IOException("told to");
        Future<Object> refresher = refreshThatIsHeld(key -> {
            throw failure;
        });
        caches.entries("c").clear();
        Future<Object> waiter = callers.call(() -> service.find("a"));
        events.await(JOINED, 1);
        release.countDown();
        assertThat(Callers.outcome(waiter)).isSameAs(failure);
        assertThat(Callers.outcome(refresher)).isEqualTo("old");
    }

    @Test
    void refresh_invalidatedMeanwhile_isNotKept() throws Exception {
        Future<Object> refresher = refreshThatIsHeld(key -> "outdated");
        service.remove("a");
        release.countDown();
        assertThat(Callers.outcome(refresher)).isEqualTo("outdated");
        assertThat(caches.entries("c")).isEmpty();
        assertThat(events.count(DISCARDED)).isEqualTo(1);
    }

    @Test
    void refresh_asksForItsOwnKey_getsTheOldValue() throws Exception {
        service.loadBy(key -> "new after " + service.find(key));
        assertThat(service.find("a")).isEqualTo("new after old");
        assertThat(service.runs()).isEqualTo(1);
    }
}
