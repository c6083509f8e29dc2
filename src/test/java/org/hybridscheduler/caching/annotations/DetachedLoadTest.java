package org.hybridscheduler.caching.annotations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.hybridscheduler.caching.annotations.LoadEvent.DISCARDED;
import static org.hybridscheduler.caching.annotations.LoadEvent.JOINED;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
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

    /**
     * Every order of the loader's three steps (look for the mark; put; look for the mark again and take back) and the
     * changer's two (mark; change the cache), for each way to change it.
     */
    static Stream<Arguments> interleavings() {
        List<String> orders = new ArrayList<>();
        interleave("", 3, 2, orders);
        return Stream.of(Change.values())
                .flatMap(change -> orders.stream().map(order -> Arguments.of(change, order)));
    }

    private static void interleave(String done, int loads, int changes, List<String> orders) {
        if (loads == 0 && changes == 0) {
            orders.add(done);
        }
        if (loads > 0) {
            interleave(done + "L", loads - 1, changes, orders);
        }
        if (changes > 0) {
            interleave(done + "C", loads, changes - 1, orders);
        }
    }

    @ParameterizedTest
    @MethodSource("interleavings")
    void change_anyInterleavingWithALoad_leavesNoOldValue(Change change, String order) throws Exception {
        Actor loader = new Actor(() -> service.find("a"), LOADING, "before put", "after put");
        loader.step();
        Actor changer = changer(change);
        order.chars().forEach(who -> (who == 'L' ? loader : changer).step());

        assertThat(changer.finish()).isNull();
        assertThat(loader.finish()).as("who loaded gets what it read").isEqualTo("old");
        assertThat(caches.entries("c").values()).doesNotContain("old").hasSizeLessThanOrEqualTo(change.puts() ? 1 : 0);
        assertThat(events.count(DISCARDED)).isEqualTo(order.startsWith("LLL") ? 0 : 1);
        service.loadBy(key -> "new");
        assertThat(service.find("a")).isEqualTo("new");
    }

    @ParameterizedTest
    @EnumSource(Change.class)
    void change_anyInterleavingWithSkipGet_leavesNoOldValue(Change change) throws Exception {
        for (String order : List.of("CCLLL", "CLLLC", "LCLLC", "LCCLL", "LLCCL", "LLCLC", "LLLCC")) {
            Actor loader = new Actor(() -> service.findFresh("a"), LOADING, "before put", "after put");
            loader.step();
            Actor changer = changer(change);
            order.chars().forEach(who -> (who == 'L' ? loader : changer).step());
            changer.finish();
            assertThat(loader.finish()).isEqualTo("old");
            assertThat(caches.entries("c").values()).as(order).doesNotContain("old");
        }
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

    /** A put that timed out may still be done later, so its failure is no reason to leave the entry. */
    @Test
    void detachedLoad_itsPutFailedAndWasDone_isTakenBack() throws Exception {
        Actor loader = new Actor(() -> service.find("a"), LOADING, "after put");
        caches.probe(moment -> {
            Actor.at(moment);
            if (moment.equals("after put")) {
                throw new CacheException("timed out");
            }
        });
        loader.step();
        loader.step();
        assertThat(caches.entries("c")).hasSize(1);
        Actor remover = changer(Change.REMOVE);
        remover.step();
        remover.finish();
        caches.entries("c").put(new ParametersKey(new Object[] {"a"}), "old");
        assertThat(loader.finish()).isEqualTo("old");
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
