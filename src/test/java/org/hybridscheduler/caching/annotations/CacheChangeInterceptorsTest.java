package org.hybridscheduler.caching.annotations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowable;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CacheKey;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheRemoveAll;
import javax.cache.annotation.CacheResult;
import javax.cache.annotation.CacheValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The three annotations that change a cache: when they do, and after which failures. */
class CacheChangeInterceptorsTest {

    @ApplicationScoped
    @CacheDefaults(cacheName = "shelf")
    static class Shelf {

        @CacheResult
        String find(String title) {
            return null;
        }

        @CachePut
        void put(String title, @CacheValue String text, Action action) throws Exception {
            action.run();
        }

        @CachePut
        void putKeyed(@CacheKey String title, @CacheValue String text) {
        }

        @CachePut
        void putValueAsKey(@CacheKey @CacheValue String text) {
        }

        @CachePut(afterInvocation = false)
        void putFirst(@CacheKey String title, @CacheValue String text, Action action) throws Exception {
            action.run();
        }

        @CachePut(cacheFor = IOException.class)
        void putFor(@CacheKey String title, @CacheValue String text, Action action) throws Exception {
            action.run();
        }

        @CachePut(noCacheFor = IOException.class)
        void putNotFor(@CacheKey String title, @CacheValue String text, Action action) throws Exception {
            action.run();
        }

        @CachePut(cacheFor = IOException.class, noCacheFor = FileNotFoundException.class)
        void putForSome(@CacheKey String title, @CacheValue String text, Action action) throws Exception {
            action.run();
        }

        @CacheRemove
        void remove(@CacheKey String title, Action action) throws Exception {
            action.run();
        }

        @CacheRemove(afterInvocation = false)
        void removeFirst(@CacheKey String title, Action action) throws Exception {
            action.run();
        }

        @CacheRemove(evictFor = IOException.class, noEvictFor = FileNotFoundException.class)
        void removeForSome(@CacheKey String title, Action action) throws Exception {
            action.run();
        }

        @CacheRemoveAll
        void clear(Action action) throws Exception {
            action.run();
        }

        @CacheRemoveAll(afterInvocation = false)
        void clearFirst(Action action) throws Exception {
            action.run();
        }

        @CacheRemoveAll(evictFor = IOException.class)
        void clearFor(Action action) throws Exception {
            action.run();
        }

        @CacheRemoveAll(noEvictFor = IOException.class)
        void clearNotFor(Action action) throws Exception {
            action.run();
        }
    }

    /** What runs inside the intercepted method. */
    interface Action {
        void run() throws Exception;
    }

    private static final Action NOTHING = () -> { };
    private static final Map<String, Action> FAILURES = Map.of(
            "io", () -> {
                throw new IOException("told to");
            },
            "file", () -> {
                throw new FileNotFoundException("told to");
            },
            "state", () -> {
                throw new IllegalStateException("told to");
            });

    private final MapCaches caches = new MapCaches();
    private final List<Map<Object, Object>> seenInside = new ArrayList<>();
    private final Action look = () -> seenInside.add(new HashMap<>(caches.entries("shelf")));
    private CachingContainer container;
    private Shelf shelf;

    @BeforeEach
    void start() {
        container = CachingContainer.start(caches.manager(), Shelf.class);
        shelf = container.bean(Shelf.class);
        shelf.putKeyed("Emma", "old");
        shelf.putKeyed("Ulysses", "old");
        assertThat(caches.entries("shelf")).hasSize(2);
    }

    @AfterEach
    void stop() {
        container.close();
    }

    @Test
    void put_keyedBySameParameters_isFoundByCacheResult() {
        assertThat(shelf.find("Emma")).isEqualTo("old");
        shelf.putKeyed("Emma", "new");
        assertThat(shelf.find("Emma")).isEqualTo("new");
    }

    @Test
    void put_withoutCacheKey_isKeyedByAllButTheValue() throws Exception {
        shelf.put("Emma", "one", NOTHING);
        shelf.put("Emma", "two", NOTHING);
        assertThat(caches.entries("shelf")).hasSize(3).containsValue("two").doesNotContainValue("one");
    }

    @Test
    void put_valueIsKeyToo_isKeyedByIt() {
        shelf.putValueAsKey("self");
        assertThat(shelf.find("self")).isEqualTo("self");
    }

    @Test
    void put_afterInvocation_isNotSeenInside() throws Exception {
        shelf.put("Emma", "new", look);
        assertThat(seenInside).singleElement().satisfies(seen -> assertThat(seen).doesNotContainValue("new"));
        assertThat(caches.entries("shelf")).containsValue("new");
    }

    @Test
    void put_beforeInvocation_isSeenInsideAndStaysAfterFailure() throws Exception {
        shelf.putFirst("Emma", "new", look);
        assertThat(seenInside).singleElement().satisfies(seen -> assertThat(seen).containsValue("new"));
        assertThat(catchThrowable(() -> shelf.putFirst("Ulysses", "newer", FAILURES.get("state")))).isNotNull();
        assertThat(shelf.find("Ulysses")).isEqualTo("newer");
    }

    @Test
    void put_nullValue_throwsAndKeepsTheOldEntry() {
        assertThatNullPointerException().isThrownBy(() -> shelf.putKeyed("Emma", null))
                .withMessageContaining("putKeyed").withMessageContaining("Maybe");
        assertThat(shelf.find("Emma")).isEqualTo("old");
    }

    @ParameterizedTest
    @CsvSource({"put,io,false", "putFor,io,true", "putFor,file,true", "putFor,state,false", "putNotFor,io,false",
        "putNotFor,state,true", "putForSome,io,true", "putForSome,file,false", "putForSome,state,false"})
    void put_methodFails_followsTheExceptionLists(String method, String failure, boolean expected) {
        Action failing = FAILURES.get(failure);
        Throwable thrown = catchThrowable(() -> {
            switch (method) {
                case "put" -> shelf.put("Emma", "new", failing);
                case "putFor" -> shelf.putFor("Emma", "new", failing);
                case "putNotFor" -> shelf.putNotFor("Emma", "new", failing);
                default -> shelf.putForSome("Emma", "new", failing);
            }
        });
        assertThat(thrown).hasMessage("told to");
        assertThat(caches.entries("shelf").containsValue("new")).isEqualTo(expected);
    }

    @Test
    void remove_afterInvocation_removesThatEntryAfterwards() throws Exception {
        shelf.remove("Emma", look);
        assertThat(seenInside).singleElement().satisfies(seen -> assertThat(seen).hasSize(2));
        assertThat(shelf.find("Emma")).isNull();
        assertThat(shelf.find("Ulysses")).isEqualTo("old");
    }

    @Test
    void remove_beforeInvocation_removesEvenIfTheMethodFails() throws Exception {
        shelf.removeFirst("Emma", look);
        assertThat(seenInside).singleElement().satisfies(seen -> assertThat(seen).hasSize(1));
        assertThat(catchThrowable(() -> shelf.removeFirst("Ulysses", FAILURES.get("io")))).isNotNull();
        assertThat(caches.entries("shelf")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"remove,io,false", "removeForSome,io,true", "removeForSome,file,false", "removeForSome,state,false"})
    void remove_methodFails_followsTheExceptionLists(String method, String failure, boolean expected) {
        Action failing = FAILURES.get(failure);
        Throwable thrown = catchThrowable(() -> {
            if (method.equals("remove")) {
                shelf.remove("Emma", failing);
            } else {
                shelf.removeForSome("Emma", failing);
            }
        });
        assertThat(thrown).hasMessage("told to");
        assertThat(shelf.find("Emma") == null).isEqualTo(expected);
    }

    @Test
    void removeAll_afterInvocation_emptiesAfterwards() throws Exception {
        shelf.clear(look);
        assertThat(seenInside).singleElement().satisfies(seen -> assertThat(seen).hasSize(2));
        assertThat(caches.entries("shelf")).isEmpty();
    }

    @Test
    void removeAll_beforeInvocation_emptiesFirst() throws Exception {
        shelf.clearFirst(look);
        assertThat(seenInside).singleElement().satisfies(seen -> assertThat(seen).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"clear,io,false", "clearFor,io,true", "clearFor,state,false", "clearNotFor,io,false",
        "clearNotFor,state,true"})
    void removeAll_methodFails_followsTheExceptionLists(String method, String failure, boolean expected) {
        Action failing = FAILURES.get(failure);
        Throwable thrown = catchThrowable(() -> {
            switch (method) {
                case "clear" -> shelf.clear(failing);
                case "clearFor" -> shelf.clearFor(failing);
                default -> shelf.clearNotFor(failing);
            }
        });
        assertThat(thrown).hasMessage("told to");
        assertThat(caches.entries("shelf").isEmpty()).isEqualTo(expected);
    }
}
