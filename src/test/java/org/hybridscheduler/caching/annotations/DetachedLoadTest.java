package org.hybridscheduler.caching.annotations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.hybridscheduler.caching.annotations.LoadEvent.DISCARDED;
import static org.hybridscheduler.caching.annotations.LoadEvent.JOINED;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javax.cache.CacheException;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is invalidated while it loads: nobody may find the old value afterwards, however the two interleave. */
class DetachedLoadTest {

    /** The ways to change a cache; each stops before it touches the cache, after it has marked the load. */
    enum Change {
        REMOVE, REMOVE_FIRST, PUT, PUT_FIRST, CLEAR, CLEAR_FIRST, DETACH_KEY, DETACH_ALL;

        boolean puts() {
            return this == PUT || this == PUT_FIRST;
        }
    }

    private static final String LOADING = "loading";

    private final MapCaches caches = new MapCaches();
    private final LoadEvents events = new LoadEvents();
    private final Callers callers = new Callers();
    private final CountDownLatch release = new CountDownLatch(1);
    private CachingContainer container;
    private LoadingService service;

    @BeforeEach
    void start() {
        caches.manager().createCache("c", new MutableConfiguration<>());
        caches.probe(Actor::at);
        container = CachingContainer.start(new CachingContainer.Ports(caches::manager)
                .with(LoadListener.class, events).withPolicy((operation, name, failure) -> { }), LoadingService.class);
        service = container.bean(LoadingService.class);
        service.loadBy(key -> {
            Actor.at(LOADING);
            return "old";
        });
    }

    @AfterEach
    void stop() {
        release.countDown();
        callers.close();
        container.close();
    }

    private Object make(Change change) {
        switch (change) {
            case REMOVE -> service.remove("a");
            case REMOVE_FIRST -> service.removeFirst("a");
            case PUT -> service.put("a", "new");
            case PUT_FIRST -> service.putFirst("a", "new");
            case CLEAR -> service.clear();
            case CLEAR_FIRST -> service.clearFirst();
            case DETACH_KEY -> {
                container.bean(CacheLoads.class).detach("c", new ParametersKey(new Object[] {"a"}));
                caches.manager().getCache("c").clear();
            }
            case DETACH_ALL -> {
                container.bean(CacheLoads.class).detach("c");
                caches.manager().getCache("c").clear();
            }
            default -> throw new IllegalArgumentException(change.name());
        }
        return null;
    }

    private Actor changer(Change change) {
        String stop = switch (change) {
            case REMOVE, REMOVE_FIRST -> "before remove";
            case PUT, PUT_FIRST -> "before put";
            default -> "before removeAll";
        };
        return new Actor(() -> make(change), stop);
    }

    private Actor loader(boolean skipGet, String... stops) {
        Actor loader = new Actor(() -> skipGet ? service.findFresh("a") : service.find("a"), stops);
        loader.step();
        return loader;
    }

    private static Stream<Arguments> changes(String... variants) {
        return Stream.of(Change.values()).flatMap(change -> Stream.of(variants).flatMap(
                variant -> Stream.of(false, true).map(skipGet -> Arguments.of(change, variant, skipGet))));
    }

    /** Every order of the loader's one step (check and put) and the changer's two (detach; change the cache). */
    static Stream<Arguments> orders() {
        return changes("LCC", "CLC", "CCL");
    }

    @ParameterizedTest
    @MethodSource("orders")
    void change_beforeOrAfterAPut_leavesNoOldValue(Change change, String order, boolean skipGet) throws Exception {
        Actor loader = loader(skipGet, LOADING);
        Actor changer = changer(change);
        order.chars().forEach(who -> (who == 'L' ? loader : changer).step());

        assertThat(changer.finish()).isNull();
        assertThat(loader.finish()).as("who loaded gets what it read").isEqualTo("old");
        assertThat(caches.entries("c").values()).doesNotContain("old").hasSize(change.puts() ? 1 : 0);
        assertThat(events.count(DISCARDED)).isEqualTo(order.startsWith("L") ? 0 : 1);
        service.loadBy(key -> "new");
        assertThat(service.find("a")).isEqualTo("new");
    }

    static Stream<Arguments> moments() {
        return changes("before put", "after put");
    }

    @ParameterizedTest
    @MethodSource("moments")
    void change_duringAPut_waitsForIt(Change change, String moment, boolean skipGet) throws Exception {
        Actor loader = loader(skipGet, LOADING, moment);
        loader.step();
        Actor changer = changer(change);
        changer.stepIntoMonitor(Flight.class);
        assertThat(caches.entries("c")).hasSize(moment.equals("after put") ? 1 : 0);

        assertThat(loader.finish()).isEqualTo("old");
        assertThat(changer.finish()).isNull();
        assertThat(caches.entries("c").values()).doesNotContain("old").hasSize(change.puts() ? 1 : 0);
        assertThat(events.count(DISCARDED)).isZero();
    }

    /** Were the flight hidden before it is detached, the second would end first, and the old value be put after it. */
    @Test
    void change_whileAnotherWaitsForThePut_waitsToo() throws Exception {
        Actor loader = loader(false, LOADING, "before put");
        loader.step();
        Actor first = changer(Change.REMOVE);
        first.stepIntoMonitor(Flight.class);
        Actor second = changer(Change.REMOVE);
        second.stepIntoMonitor(Flight.class);
        loader.finish();
        second.finish();
        assertThat(caches.entries("c")).isEmpty();
        first.finish();
    }

    @Test
    void skipGet_duringAPut_putsAfterIt() throws Exception {
        Actor loader = loader(false, LOADING, "before put");
        loader.step();
        service.loadBy(key -> "new");
        Actor fresh = new Actor(() -> service.findFresh("a"));
        fresh.stepIntoMonitor(Flight.class);
        loader.finish();
        assertThat(fresh.finish()).isEqualTo("new");
        assertThat(caches.entries("c").values()).containsExactly("new");
    }

    /** As a synchronous cache listener may. */
    @ParameterizedTest
    @EnumSource(Change.class)
    void change_withinThePut_isMade(Change change) throws Exception {
        AtomicBoolean changed = new AtomicBoolean();
        caches.probe(moment -> {
            if (moment.equals("after put") && changed.compareAndSet(false, true)) {
                make(change);
            }
        });
        assertThat(Callers.outcome(callers.call(() -> service.find("a")))).isEqualTo("old");
        assertThat(changed).isTrue();
        assertThat(caches.entries("c").values()).doesNotContain("old").hasSize(change.puts() ? 1 : 0);
    }

    @ParameterizedTest
    @EnumSource(Change.class)
    void change_duringALoad_laterCallersLoadAnew(Change change) throws Exception {
        CountDownLatch loading = new CountDownLatch(1);
        service.loadBy(key -> {
            loading.countDown();
            release.await();
            return "old";
        });
        Future<Object> leader = callers.call(() -> service.find("a"));
        loading.await();
        Future<Object> waiter = callers.call(() -> service.find("a"));
        events.await(JOINED, 1);
        make(change);
        service.loadBy(key -> "new");
        assertThat(service.find("a")).isEqualTo("new");
        assertThat(service.runs()).isEqualTo(change.puts() ? 0 : 1);
        release.countDown();
        assertThat(List.of(Callers.outcome(leader), Callers.outcome(waiter))).containsOnly("old");
        assertThat(service.find("a")).isEqualTo("new");
    }

    @Test
    void remove_ofAnotherKeyOrCache_leavesTheLoadAlone() throws Exception {
        Actor loader = new Actor(() -> service.find("a"), LOADING);
        loader.step();
        service.remove("b");
        container.bean(CacheLoads.class).detach("another");
        container.bean(CacheLoads.class).detach("another", "key");
        service.clearFailures();
        loader.finish();
        assertThat(caches.entries("c").values()).containsExactly("old");
        assertThat(events.count(DISCARDED)).isZero();
    }

    @Test
    void detachedLoad_fails_itsExceptionIsNotKept() {
        for (Runnable change : List.<Runnable>of(() -> service.remove("a"), service::clearFailures,
                () -> container.bean(CacheLoads.class).detach("failures", new ParametersKey(new Object[] {"a"})))) {
            service.loadBy(key -> {
                Actor.at(LOADING);
                throw new IOException("told to");
            });
            Actor loader = new Actor(() -> service.findKeepingFailures("a"), LOADING);
            loader.step();
            change.run();
            assertThatCode(loader::finish).hasMessage("told to");
            assertThat(caches.entries("failures")).isEmpty();
        }
        assertThat(events.count(DISCARDED)).isEqualTo(3);
    }

    @Test
    void detachedLoad_returnsNull_keepsNothing() throws Exception {
        service.loadBy(key -> {
            Actor.at(LOADING);
            return null;
        });
        Actor loader = new Actor(() -> service.find("a"), LOADING);
        loader.step();
        service.put("a", "new");
        assertThat(loader.finish()).isNull();
        assertThat(service.find("a")).isEqualTo("new");
    }

    @Test
    void change_duringThePutOfAnException_waitsForIt() throws Exception {
        service.loadBy(key -> {
            throw new IOException("told to");
        });
        Actor loader = new Actor(() -> service.findKeepingFailures("a"), "before put");
        loader.step();
        Actor remover = new Actor(() -> {
            service.clearFailures();
            return null;
        });
        remover.stepIntoMonitor(Flight.class);
        assertThatCode(loader::finish).hasMessage("told to");
        remover.finish();
        assertThat(caches.entries("failures")).isEmpty();
    }

    /** A put that timed out may have been done; who waited for it removes what it left. */
    @Test
    void change_duringAPutThatFails_followsIt() throws Exception {
        caches.probe(moment -> {
            Actor.at(moment);
            if (moment.equals("after put")) {
                throw new CacheException("timed out");
            }
        });
        Actor loader = loader(false, LOADING, "after put");
        loader.step();
        Actor remover = changer(Change.REMOVE);
        remover.stepIntoMonitor(Flight.class);
        assertThat(loader.finish()).isEqualTo("old");
        assertThat(caches.entries("c")).hasSize(1);
        remover.finish();
        assertThat(caches.entries("c")).isEmpty();
    }

    @Test
    void detach_ofALoadThatHangs_freesItsKey() throws Exception {
        Actor hanging = new Actor(() -> service.find("a"), LOADING);
        hanging.step();
        container.bean(CacheLoads.class).detach("c", new ParametersKey(new Object[] {"a"}));
        assertThat(service.find("a")).isEqualTo("old");
        assertThat(service.runs()).isEqualTo(2);
        hanging.finish();
    }
}
