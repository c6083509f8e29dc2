package org.hybridscheduler.caching.annotations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.FileNotFoundException;
import java.io.IOException;
import javax.cache.annotation.CacheKey;
import javax.cache.annotation.CacheResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CacheResultInterceptorTest {

    @ApplicationScoped
    static class Library {

        int runs;

        int runs() {
            return runs;
        }

        @CacheResult(cacheName = "books")
        String book(String title) {
            runs++;
            return title + " #" + runs;
        }

        @CacheResult(cacheName = "books")
        String edition(@CacheKey String title, @CacheKey int number, Object reader) {
            runs++;
            return title + number + " #" + runs;
        }

        @CacheResult(cacheName = "books")
        String missing(String title) {
            runs++;
            return null;
        }

        @CacheResult(cacheName = "books", skipGet = true)
        String fresh(String title) {
            runs++;
            return title + " #" + runs;
        }

        @CacheResult(cacheName = "books")
        String failing(String title) throws IOException {
            runs++;
            throw new IOException("run " + runs);
        }

        @CacheResult(cacheName = "books", exceptionCacheName = "failures")
        String failingForLong(String title) throws Exception {
            runs++;
            throw failure(title);
        }

        @CacheResult(cacheName = "books", exceptionCacheName = "failures", skipGet = true)
        String failingFresh(String title) throws Exception {
            runs++;
            throw failure(title);
        }

        @CacheResult(cacheName = "books", exceptionCacheName = "failures", cachedExceptions = IOException.class,
                nonCachedExceptions = FileNotFoundException.class)
        String choosy(String title) throws Exception {
            runs++;
            throw failure(title);
        }

        private Exception failure(String kind) {
            return switch (kind) {
                case "error" -> throw new StackOverflowError("run " + runs);
                case "io" -> new IOException("run " + runs);
                case "file" -> new FileNotFoundException("run " + runs);
                default -> new IllegalStateException("run " + runs);
            };
        }
    }

    private final MapCaches caches = new MapCaches();
    private CachingContainer container;
    private Library library;

    @BeforeEach
    void start() {
        container = CachingContainer.start(caches.manager(), Library.class);
        library = container.bean(Library.class);
    }

    @AfterEach
    void stop() {
        container.close();
    }

    @Test
    void call_repeated_runsMethodOnce() {
        assertThat(library.book("Emma")).isEqualTo("Emma #1");
        assertThat(library.book("Emma")).isEqualTo("Emma #1");
        assertThat(library.book("Ulysses")).isEqualTo("Ulysses #2");
        assertThat(library.runs()).isEqualTo(2);
        assertThat(caches.entries("books").values()).containsExactlyInAnyOrder("Emma #1", "Ulysses #2");
    }

    @Test
    void call_keyParameters_decideAlone() {
        assertThat(library.edition("Emma", 1, new Object())).isEqualTo("Emma1 #1");
        assertThat(library.edition("Emma", 1, new Object())).isEqualTo("Emma1 #1");
        assertThat(library.edition("Emma", 2, new Object())).isEqualTo("Emma2 #2");
    }

    @Test
    void call_nullResult_isNotKept() {
        assertThat(library.missing("Emma")).isNull();
        assertThat(library.missing("Emma")).isNull();
        assertThat(library.runs()).isEqualTo(2);
        assertThat(caches.entries("books")).isEmpty();
    }

    @Test
    void call_skipGet_runsAlwaysAndKeeps() {
        library.book("Emma");
        assertThat(library.fresh("Emma")).isEqualTo("Emma #2");
        assertThat(library.fresh("Emma")).isEqualTo("Emma #3");
        assertThat(library.book("Emma")).isEqualTo("Emma #3");
    }

    @Test
    void call_failingWithoutExceptionCache_runsAgain() {
        assertThatThrownBy(() -> library.failing("Emma")).isInstanceOf(IOException.class).hasMessage("run 1");
        assertThatThrownBy(() -> library.failing("Emma")).isInstanceOf(IOException.class).hasMessage("run 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"error", "io", "file", "state"})
    void call_failingWithExceptionCache_throwsTheSameAgain(String kind) {
        Throwable first = catchThrowable(() -> library.failingForLong(kind));
        Throwable second = catchThrowable(() -> library.failingForLong(kind));
        assertThat(first).isNotNull().hasMessage("run 1");
        assertThat(second).isSameAs(first);
        assertThat(library.runs()).isEqualTo(1);
        assertThat(caches.entries("books")).isEmpty();
    }

    @Test
    void call_skipGetWithExceptionCache_runsAgainAndKeepsTheLatest() {
        assertThatThrownBy(() -> library.failingFresh("io")).hasMessage("run 1");
        assertThatThrownBy(() -> library.failingFresh("io")).hasMessage("run 2");
        assertThatThrownBy(() -> library.failingForLong("io")).hasMessage("run 2");
    }

    @Test
    void call_exceptionLists_decideWhatIsKept() {
        catchThrowable(() -> library.choosy("file"));
        catchThrowable(() -> library.choosy("state"));
        assertThat(caches.entries("failures")).isEmpty();
        catchThrowable(() -> library.choosy("io"));
        assertThat(caches.entries("failures").values()).singleElement().isInstanceOf(IOException.class);
    }
}
