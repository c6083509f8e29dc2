package org.hybridscheduler.caching.annotations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hybridscheduler.caching.annotations.LoadEvent.FAILED;
import static org.hybridscheduler.caching.annotations.LoadEvent.JOINED;
import static org.hybridscheduler.caching.annotations.LoadEvent.LOADED;
import static org.hybridscheduler.caching.annotations.LoadEvent.TIMED_OUT;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.CacheException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Misses of one key share one load: who loads, who waits, and what becomes of both. */
class SharedLoadTest {

    private static final int CALLERS = 64;
    private static final int ROUNDS = 200;

    private final MapCaches caches = new MapCaches();
    private final LoadEvents events = new LoadEvents();
    private final AtomicInteger tolerated = new AtomicInteger();
    private final CountDownLatch release = new CountDownLatch(1);
    private final Callers callers = new Callers();
    private volatile Duration timeout = LoadTimeout.DEFAULT;
    private CachingContainer container;
    private LoadingService service;

    @BeforeEach
    void start() {
        container = CachingContainer.start(new CachingContainer.Ports(caches::manager)
                .with(LoadListener.class, events).with(LoadTimeout.class, cacheName -> timeout)
                .withPolicy((operation, name, failure) -> tolerated.incrementAndGet()), LoadingService.class);
        service = container.bean(LoadingService.class);
    }

    @AfterEach
    void stop() {
        release.countDown();
        callers.close();
        container.close();
    }

    /** Loads that end when the test releases them. */
    private LoadingService.Loader held(LoadingService.Loader loader) {
        return key -> {
            release.await();
            return loader.load(key);
        };
    }

    private List<Object> outcomesOfSharedLoad(LoadingService.Loader loader, boolean keepingFailures) throws Exception {
        service.loadBy(held(loader));
        List<Future<Object>> calls = callers.call(CALLERS,
                () -> keepingFailures ? service.findKeepingFailures("a") : service.find("a"));
        events.await(JOINED, CALLERS - 1);
        release.countDown();
        return Callers.outcomes(calls);
    }

    @Test
    void misses_whileTheLoadRuns_getItsResult() throws Exception {
        List<Object> outcomes = outcomesOfSharedLoad(key -> new StringBuilder("value"), false);
        assertThat(outcomes).hasSize(CALLERS).allSatisfy(value -> assertThat(value).isSameAs(outcomes.get(0)));
        assertThat(service.runs()).isEqualTo(1);
        assertThat(events.count(LOADED)).isEqualTo(1);
        assertThat(service.find("a")).as("the cached value").isSameAs(outcomes.get(0));
    }

    /** Nothing holds these loads: many callers miss, and claim the key when its load has just ended. */
    @Test
    void misses_racingWithTheEndOfTheLoad_neverLoadAgain() throws Exception {
        service.loadBy(key -> "value of " + key);
        for (int round = 1; round <= ROUNDS; round++) {
            String key = "key " + round;
            List<Object> outcomes = Callers.outcomes(callers.call(CALLERS, () -> service.find(key)));
            assertThat(outcomes).hasSize(CALLERS).containsOnly("value of " + key);
            assertThat(service.runs()).isEqualTo(round);
        }
    }

    @Test
    void miss_loadEndsBeforeTheKeyIsClaimed_findsTheEntry() throws Exception {
        caches.probe(Actor::at);
        service.loadBy(key -> "value");
        Actor late = new Actor(() -> service.find("a"), "after get");
        late.step();
        assertThat(service.find("a")).isEqualTo("value");
        assertThat(late.finish()).isEqualTo("value");
        assertThat(service.runs()).isEqualTo(1);
    }

    @Test
    void miss_loadFailsBeforeTheKeyIsClaimed_findsTheCachedException() throws Exception {
        caches.probe(Actor::at);
        IOException failure = new IOException("told to");
        service.loadBy(key -> {
            throw failure;
        });
        Actor late = new Actor(() -> service.findKeepingFailures("a"), "after get");
        late.step();
        late.step();
        assertThat(Callers.outcome(callers.call(() -> service.findKeepingFailures("a")))).isSameAs(failure);
        assertThat(Callers.outcome(callers.call(late::finish))).isSameAs(failure);
        assertThat(service.runs()).isEqualTo(1);
    }

    @Test
    void misses_loadReturnsNull_shareItAndKeepNothing() throws Exception {
        assertThat(outcomesOfSharedLoad(key -> null, false)).hasSize(CALLERS).containsOnlyNulls();
        assertThat(service.runs()).isEqualTo(1);
        assertThat(service.find("a")).isNull();
        assertThat(service.runs()).isEqualTo(2);
    }

    @Test
    void misses_loadFails_failWithTheSameExceptionOnce() throws Exception {
        // A future would unwrap this one: the waiters must see what the leader saw.
        CompletionException failure = new CompletionException(new IOException("told to"));
        List<Object> outcomes = outcomesOfSharedLoad(key -> {
            throw failure;
        }, false);
        assertThat(outcomes).hasSize(CALLERS).allSatisfy(thrown -> assertThat(thrown).isSameAs(failure));
        assertThat(service.runs()).isEqualTo(1);
        assertThat(events.count(FAILED)).isEqualTo(1);
        service.loadBy(key -> "recovered");
        assertThat(service.find("a")).isEqualTo("recovered");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void misses_loadFailsAndIsCached_failWithItEverAfter(boolean error) throws Exception {
        Throwable failure = error ? new StackOverflowError("told to") : new IOException("told to");
        List<Object> outcomes = outcomesOfSharedLoad(key -> {
            Surrounding.rethrow(failure);
            return null;
        }, true);
        assertThat(outcomes).hasSize(CALLERS).allSatisfy(thrown -> assertThat(thrown).isSameAs(failure));
        assertThat(Callers.outcome(callers.call(() -> service.findKeepingFailures("a")))).isSameAs(failure);
        assertThat(service.runs()).isEqualTo(1);
    }

    @Test
    void waiter_loadTakesTooLong_failsAndTheLoadGoesOn() throws Exception {
        timeout = Duration.ofMillis(20);
        service.loadBy(held(key -> "late"));
        List<Future<Object>> calls = callers.call(2, () -> service.find("a"));
        events.await(TIMED_OUT, 1);
        release.countDown();
        assertThat(Callers.outcomes(calls)).containsOnlyOnce("late").filteredOn(LoadTimeoutException.class::isInstance)
                .singleElement().asString().contains("LoadingService.find", "cache c", "key [a]", "20 ms", "Maybe");
        assertThat(service.find("a")).isEqualTo("late");
        assertThat(service.runs()).isEqualTo(1);
    }

    @Test
    void waiter_timeoutOfZero_failsAtOnce() throws Exception {
        timeout = Duration.ZERO;
        service.loadBy(held(key -> "late"));
        List<Future<Object>> calls = callers.call(3, () -> service.find("a"));
        events.await(TIMED_OUT, 2);
        release.countDown();
        assertThat(Callers.outcomes(calls)).containsOnlyOnce("late").filteredOn(LoadTimeoutException.class::isInstance)
                .hasSize(2);
    }

    @Test
    void waiter_interrupted_failsWithItsFlagSet() throws Exception {
        CountDownLatch loading = new CountDownLatch(1);
        service.loadBy(key -> {
            loading.countDown();
            release.await();
            return "value";
        });
        Future<Object> leader = callers.call(() -> service.find("a"));
        loading.await();
        FutureTask<Boolean> flag = new FutureTask<>(() -> {
            try {
                service.find("a");
                return false;
            } catch (CacheException e) {
                assertThat(e).isNotInstanceOf(LoadTimeoutException.class).hasCauseInstanceOf(InterruptedException.class)
                        .hasMessageContaining("key [a]").hasMessageContaining("Maybe");
                return Thread.currentThread().isInterrupted();
            }
        });
        Thread waiter = new Thread(flag, "waiter");
        waiter.start();
        events.await(JOINED, 1);
        waiter.interrupt();
        assertThat(flag.get(60, TimeUnit.SECONDS)).isTrue();
        release.countDown();
        assertThat(Callers.outcome(leader)).isEqualTo("value");
    }

    @Test
    void load_asksForItsOwnKey_runsWithoutWaiting() throws Exception {
        AtomicInteger depth = new AtomicInteger();
        service.loadBy(key -> depth.incrementAndGet() < 3 ? "outer of " + service.find(key) : "innermost");
        assertThat(service.find("a")).isEqualTo("outer of outer of innermost");
        assertThat(service.find("a")).isEqualTo("outer of outer of innermost");
        assertThat(service.runs()).isEqualTo(3);
        assertThat(events.count(JOINED)).isZero();
    }

    @Test
    void load_asksForOtherKeys_keepsEach() throws Exception {
        service.loadBy(key -> key.length() < 3 ? key + " < " + service.find(key + "a") : key);
        assertThat(service.find("a")).isEqualTo("a < aa < aaa");
        assertThat(caches.entries("c").values()).containsExactlyInAnyOrder("a < aa < aaa", "aa < aaa", "aaa");
        assertThat(service.runs()).isEqualTo(3);
    }

    /** Each loads a key and then asks for the other's: both would wait for the whole time-out. */
    @Test
    void loads_waitForOneAnother_oneRunsTheMethodItself() throws Exception {
        CyclicBarrier bothLoad = new CyclicBarrier(2);
        ThreadLocal<Boolean> inside = ThreadLocal.withInitial(() -> false);
        service.loadBy(key -> {
            if (inside.get()) {
                return key;
            }
            inside.set(true);
            bothLoad.await(60, TimeUnit.SECONDS);
            return key + " and " + service.find(key.equals("a") ? "b" : "a");
        });
        Future<Object> first = callers.call(() -> service.find("a"));
        Future<Object> second = callers.call(() -> service.find("b"));
        assertThat(List.of(Callers.outcome(first), Callers.outcome(second)))
                .isIn(List.of("a and b", "b and a and b"), List.of("a and b and a", "b and a"));
        assertThat(service.runs()).isEqualTo(3);
        assertThat(events.count(TIMED_OUT)).isZero();
    }

    @Test
    void skipGet_whileALoadRuns_runsItsOwnAndOutdatesTheOther() throws Exception {
        CountDownLatch loading = new CountDownLatch(1);
        service.loadBy(key -> {
            loading.countDown();
            release.await();
            return "old";
        });
        Future<Object> leader = callers.call(() -> service.find("a"));
        loading.await();
        service.loadBy(key -> "new");
        assertThat(service.findFresh("a")).isEqualTo("new");
        assertThat(service.runs()).isEqualTo(1);
        release.countDown();
        assertThat(Callers.outcome(leader)).isEqualTo("old");
        assertThat(service.find("a")).isEqualTo("new");
    }

    @Test
    void skipGet_concurrent_sharesNothing() throws Exception {
        CyclicBarrier allLoad = new CyclicBarrier(4);
        service.loadBy(key -> allLoad.await(60, TimeUnit.SECONDS));
        assertThat(Callers.outcomes(callers.call(4, () -> service.findFresh("a")))).containsExactlyInAnyOrder(0, 1, 2,
                3);
        assertThat(events.all()).containsOnly(LOADED).hasSize(4);
    }

    @Test
    void misses_cacheFails_shareTheLoadToo() throws Exception {
        caches.failWith(new CacheException("the cache is dead"));
        assertThat(outcomesOfSharedLoad(key -> "value", false)).hasSize(CALLERS).containsOnly("value");
        assertThat(service.runs()).isEqualTo(1);
        assertThat(tolerated).hasValue(CALLERS);
    }

    /** The leader's put fails after the load: the waiters have their value all the same. */
    @Test
    void misses_putFails_shareTheResult() throws Exception {
        assertThat(outcomesOfSharedLoad(key -> {
            caches.failWith(new CacheException("died meanwhile"));
            return "value";
        }, false)).hasSize(CALLERS).containsOnly("value");
        assertThat(tolerated).hasValue(1);
    }

    @Test
    void load_changesItsArguments_leavesNoFlightBehind() throws Exception {
        String[] title = {"a"};
        Flights flights = new CacheLoads().of("c");
        ParametersKey key = new ParametersKey(new Object[] {title});
        Flight flight = new Flight(key);
        assertThat(flights.claim(flight)).isSameAs(flight);
        flights.fly(flight, () -> title[0] = "changed");
        flights.detach(key);
        assertThat(flight.keepUnlessDetached(() -> { })).as("no longer known").isTrue();
        Flight next = new Flight(key);
        assertThat(flights.claim(next)).isSameAs(next);
    }

    /** Code that sneaks one past the compiler must not look like a null result to those who wait. */
    @Test
    void load_throwsAThrowableOfItsOwnKind_failsTheWaitersToo() {
        Throwable failure = new Throwable("told to");
        Flight flight = new Flight("a");
        flight.land(null, failure);
        assertThatThrownBy(flight::outcome).hasCause(failure);
    }
}
