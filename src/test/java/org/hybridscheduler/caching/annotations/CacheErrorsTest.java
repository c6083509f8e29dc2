package org.hybridscheduler.caching.annotations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.hybridscheduler.caching.annotations.CacheOperation.DELETE;
import static org.hybridscheduler.caching.annotations.CacheOperation.GET;
import static org.hybridscheduler.caching.annotations.CacheOperation.INVALIDATE;
import static org.hybridscheduler.caching.annotations.CacheOperation.SET;
import static org.hybridscheduler.caching.annotations.CacheOutcome.ERROR;
import static org.hybridscheduler.caching.annotations.CacheOutcome.HIT;
import static org.hybridscheduler.caching.annotations.CacheOutcome.MISS;
import static org.hybridscheduler.caching.annotations.CacheOutcome.SUCCESS;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import javax.cache.CacheException;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheRemoveAll;
import javax.cache.annotation.CacheResult;
import javax.cache.annotation.CacheValue;
import org.hybridscheduler.caching.annotations.CachingContainer.Operation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The two ports: what they are told, and what a failing cache does to a call. */
class CacheErrorsTest {

    @ApplicationScoped
    static class Service {

        @CacheResult(cacheName = "c")
        String find(String key) {
            return "found " + key;
        }

        @CacheResult(cacheName = "c", exceptionCacheName = "failures")
        String failing(String key) {
            throw new IllegalStateException("the method's own");
        }

        @CachePut(cacheName = "c")
        String put(String key, @CacheValue String value) {
            return "put";
        }

        @CacheRemove(cacheName = "c", evictFor = IllegalStateException.class)
        void removeFailing(String key) {
            throw new IllegalStateException("the method's own");
        }

        @CacheRemove(cacheName = "c")
        void remove(String key) {
        }

        @CacheRemoveAll(cacheName = "c")
        void clear() {
        }
    }

    private static final CacheException DEAD = new CacheException("the cache is dead");

    private final MapCaches caches = new MapCaches();
    private final List<RuntimeException> tolerated = new ArrayList<>();
    private final CacheErrorPolicy tolerant = (operation, name, failure) -> tolerated.add(failure);
    private final CachingContainer.Ports ports = new CachingContainer.Ports(caches::manager).withListener();
    private CachingContainer container;

    private Service service() {
        container = CachingContainer.start(ports, Service.class);
        return container.bean(Service.class);
    }

    @AfterEach
    void stop() {
        if (container != null) {
            container.close();
        }
    }

    @Test
    void listener_everyOperation_isToldOfIt() {
        Service service = service();
        service.find("a");
        service.find("a");
        service.put("b", "value");
        service.remove("b");
        service.clear();
        assertThat(ports.operations()).containsExactly(new Operation(GET, MISS, "c"), new Operation(SET, SUCCESS, "c"),
                new Operation(GET, HIT, "c"), new Operation(SET, SUCCESS, "c"), new Operation(DELETE, SUCCESS, "c"),
                new Operation(INVALIDATE, SUCCESS, "c"));
    }

    @Test
    void cacheFails_withoutPolicy_isRethrown() {
        Service service = service();
        service.find("a");
        caches.failWith(DEAD);
        assertThatThrownBy(() -> service.find("a")).isSameAs(DEAD);
        assertThatThrownBy(() -> service.remove("a")).isSameAs(DEAD);
        assertThatThrownBy(service::clear).isSameAs(DEAD);
        assertThatThrownBy(() -> service.put("a", "b")).isSameAs(DEAD);
    }

    @Test
    void cacheFails_tolerantPolicy_readGoesOnAndAsksTheCacheOnce() {
        ports.withPolicy(tolerant);
        Service service = service();
        service.find("a");
        int before = caches.asked();
        caches.failWith(DEAD);
        assertThat(service.find("a")).isEqualTo("found a");
        assertThat(caches.asked() - before).as("a put after a failed get would cost a second time-out").isEqualTo(1);
        assertThat(tolerated).containsExactly(DEAD);
        assertThat(ports.operations()).endsWith(new Operation(GET, ERROR, "c"));
    }

    @Test
    void cacheFails_tolerantPolicy_isNeitherReadNorChangedInThatCallAgain() {
        GuardedCache cache = new GuardedCache("c", () -> {
            throw DEAD;
        }, (operation, outcome, name) -> { }, tolerant);
        assertThat(cache.get("a")).isNull();
        assertThat(cache.get("a")).isNull();
        cache.put("a", "b");
        cache.remove("a");
        cache.removeAll();
        assertThat(tolerated).containsExactly(DEAD);
    }

    @Test
    void cacheFails_tolerantPolicy_changesGoOn() {
        ports.withPolicy(tolerant);
        Service service = service();
        service.find("a");
        caches.failWith(DEAD);
        assertThat(service.put("a", "b")).isEqualTo("put");
        service.remove("a");
        service.clear();
        assertThat(ports.operations()).endsWith(new Operation(SET, ERROR, "c"), new Operation(DELETE, ERROR, "c"),
                new Operation(INVALIDATE, ERROR, "c"));
    }

    @Test
    void cacheCannotBeResolved_tolerantPolicy_isTriedAgainAtTheNextCall() {
        ports.withPolicy(tolerant);
        Service service = service();
        caches.failWith(DEAD);
        assertThat(service.find("a")).isEqualTo("found a");
        assertThat(tolerated).containsExactly(DEAD);
        caches.failWith(null);
        service.find("a");
        service.find("a");
        assertThat(ports.operations()).endsWith(new Operation(GET, MISS, "c"), new Operation(SET, SUCCESS, "c"),
                new Operation(GET, HIT, "c"));
    }

    @Test
    void methodFails_anyPolicy_isNeverTakenForTheCache() {
        ports.withPolicy(tolerant);
        Service service = service();
        assertThatThrownBy(() -> service.failing("a")).hasMessage("the method's own");
        assertThat(tolerated).isEmpty();
        assertThat(ports.operations()).extracting(Operation::outcome).doesNotContain(ERROR);
    }

    @Test
    void methodAndCacheFail_withoutPolicy_methodsFailureWins() {
        Service service = service();
        caches.failWith(DEAD);
        Throwable thrown = catchThrowable(() -> service.removeFailing("a"));
        assertThat(thrown).hasMessage("the method's own").hasSuppressedException(DEAD);
    }
}
