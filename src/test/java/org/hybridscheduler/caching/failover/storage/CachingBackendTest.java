package org.hybridscheduler.caching.failover.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.expiry.ExpiryPolicy;
import org.hybridscheduler.caching.failover.products.HazelcastMember;
import org.hybridscheduler.caching.failover.spi.FailoverListener;
import org.hybridscheduler.caching.failover.spi.Store;
import org.hybridscheduler.caching.failover.spi.StoreSettings;
import org.hybridscheduler.caching.failover.spi.StoredEntry;
import org.hybridscheduler.caching.failover.spi.UnencodableEntryException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CachingBackendTest {

    private static final StoredEntry ONE = StoredEntry.of("one", StoredEntry.NEVER);
    private static final StoredEntry TWO = StoredEntry.of("two", StoredEntry.NEVER);

    private static final ClassLoader LOADER = CachingBackendTest.class.getClassLoader();

    private static HazelcastMember member;

    @BeforeAll
    static void start() {
        member = HazelcastMember.start();
    }

    @AfterAll
    static void stop() {
        member.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void primitives_ofEitherForm_compareAndSet(boolean byReference) {
        CachingBackend backend = (byReference ? member.references("m") : member.bytes("m")).build();
        Store store = backend.open("primitives" + byReference, settings());

        assertThat(store.get("k")).isNull();
        assertThat(store.create("k", ONE)).isTrue();
        assertThat(store.create("k", TWO)).isFalse();
        StoredEntry read = store.get("k");
        assertThat(read).isEqualTo(ONE);
        assertThat(store.replace("k", read, TWO)).isTrue();
        assertThat(store.replace("k", read, ONE)).isFalse();
        assertThat(store.remove("k", read)).isFalse();
        assertThat(store.getAll(Set.of("k", "none"))).isEqualTo(Map.of("k", TWO));
        assertThat(store.keys()).toIterable().containsExactly("k");
        assertThat(store.size()).isEqualTo(OptionalLong.of(1));
        assertThat(store.evictions()).isEqualTo(OptionalLong.of(0));
        assertThat(store.remove("k", store.get("k"))).isTrue();
        assertThat(store.create("k", ONE)).isTrue();
        store.clear();
        assertThat(store.get("k")).isNull();
        assertThat(store.backend()).isEqualTo("m");
        backend.close();
    }

    @Test
    void arrays_byReference_canBeReplaced() {
        CachingBackend backend = member.references("m").build();
        Store store = backend.open("arrays", settings());
        store.create("k", StoredEntry.of(new byte[] {1}, StoredEntry.NEVER));

        assertThat(store.replace("k", store.get("k"), TWO)).isTrue();
        backend.close();
    }

    @Test
    void undecodable_isAnExpiredEntryThatCanBeReplaced_andIsToldOf() {
        List<String> told = new ArrayList<>();
        FailoverListener listener = new FailoverListener() {
            @Override
            public void undecodable(String cache, String backend, String key, RuntimeException cause) {
                told.add(cache + " " + backend + " " + key);
            }
        };
        CachingBackend backend = member.bytes("m").heardBy(listener).build();
        Store store = backend.open("odd~1", settings());
        Cache<String, Object> physical = member.manager().getCache("odd~1");
        physical.put("k", new byte[] {1, 2, 3});

        StoredEntry read = store.get("k");
        assertThat(read.value()).isNull();
        assertThat(read.isLive(0)).isFalse();
        assertThat(store.getAll(Set.of("k"))).hasSize(1);
        assertThat(told).containsExactly("logical m k", "logical m k");
        assertThat(store.replace("k", read, ONE)).isTrue();
        assertThat(store.get("k")).isEqualTo(ONE);
        backend.close();
    }

    @Test
    void write_ofWhatTheCodecCannotWrite_isNoFailureOfTheBackend() {
        CachingBackend backend = member.bytes("m").build();
        Store store = backend.open("unwritable", settings());

        assertThatThrownBy(() -> store.create("k", StoredEntry.of(new Object(), 1)))
                .isInstanceOf(UnencodableEntryException.class).hasMessageContaining("java.lang.Object");
        backend.close();
    }

    @Test
    void open_ofTheSameCacheTwice_sharesItUntilBothLetGo() {
        CachingBackend backend = member.bytes("m").build();
        Store one = backend.open("shared", settings());
        Store other = backend.open("shared", settings());
        one.create("k", ONE);

        backend.release("shared");
        assertThat(other.get("k")).isEqualTo(ONE);
        Cache<?, ?> physical = member.manager().getCache("shared");
        backend.release("shared");
        assertThat(physical.isClosed()).isTrue();
        backend.release("shared");
        backend.close();
    }

    @Test
    void release_keepsTheEntries_destroyDeletesThemOpenOrNot() {
        CachingBackend backend = member.bytes("m").build();
        backend.open("kept", settings()).create("k", ONE);
        backend.release("kept");
        assertThat(backend.open("kept", settings()).get("k")).isEqualTo(ONE);

        backend.destroy("kept");
        assertThat(backend.open("kept", settings()).get("k")).isNull();
        backend.open("kept", settings()).create("k", ONE);
        backend.release("kept");
        backend.release("kept");
        backend.destroy("kept");
        assertThat(backend.open("kept", settings()).get("k")).isNull();
        backend.destroy("neverThere");
        backend.close();
    }

    @Test
    void incarnation_isWhatTheProductTells_elseUnknown() {
        assertThat(member.bytes("m").incarnatedBy(() -> "run 7").build().incarnation()).isEqualTo("run 7");
        assertThat(member.bytes("m").build().incarnation()).isEmpty();
    }

    @Test
    void close_closesCachesAndWhatItWasGiven() {
        List<String> closed = new ArrayList<>();
        CachingBackend backend = member.bytes("m").closing(() -> closed.add("client")).build();
        Store store = backend.open("closing", settings());

        backend.close();
        assertThat(closed).containsExactly("client");
        assertThatThrownBy(() -> store.get("k")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void close_ofACacheThatFails_closesTheProductAllTheSame() {
        List<String> closed = new ArrayList<>();
        Cache<?, ?> failing = product(Cache.class, method -> {
            throw new CacheException(method + " failed");
        });
        CachingBackend backend = CachingBackend.over("m", () -> product(CacheManager.class,
                method -> method.equals("createCache") ? failing : null))
                .closing(() -> closed.add("client")).build();
        backend.open("failing", settings());

        assertThatThrownBy(backend::close).hasMessage("close failed");
        assertThat(closed).containsExactly("client");
    }

    /** A caller's time-out is an interrupt: it has to end the wait for a thread that waits for a hanging product. */
    @Test
    @Timeout(60)
    void open_whileAnotherOpenHangs_endsWhenInterrupted() throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        CachingBackend backend = CachingBackend.over("m", () -> product(CacheManager.class, method -> {
            if (method.equals("createCache")) {
                hanging.countDown();
                new CountDownLatch(1).await();
            }
            return null;
        })).build();
        Thread first = daemon(() -> backend.open("first", settings()));
        hanging.await();
        List<RuntimeException> thrown = new CopyOnWriteArrayList<>();
        Thread second = daemon(() -> {
            try {
                backend.open("second", settings());
            } catch (RuntimeException e) {
                thrown.add(e);
            }
        });

        second.interrupt();
        second.join(TimeUnit.SECONDS.toMillis(10));

        assertThat(thrown).singleElement().satisfies(e -> assertThat(e).isInstanceOf(CacheException.class)
                .hasRootCauseInstanceOf(InterruptedException.class));
        first.interrupt();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private interface Answer {

        Object to(String method) throws Exception;
    }

    private static <T> T product(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(LOADER, new Class<?>[] {type}, (proxy, method, arguments) ->
                answer.to(method.getName())));
    }

    @Test
    void expiry_duringAWrite_isWhatIsLeft_elseTheLifetime() {
        ExpiryPolicy policy = EntryExpiry.of(Optional.of(Duration.ofSeconds(9))).create();
        assertThat(policy.getExpiryForCreation().getAdjustedTime(0)).isEqualTo(9000);
        assertThat(EntryExpiry.during(50, policy::getExpiryForUpdate).getAdjustedTime(0)).isEqualTo(50);
        assertThat(EntryExpiry.during(Long.MAX_VALUE, policy::getExpiryForCreation).isEternal()).isTrue();
        assertThat(policy.getExpiryForUpdate().getAdjustedTime(0)).isEqualTo(9000);
        assertThat(policy.getExpiryForAccess()).isNull();
        assertThat(EntryExpiry.of(Optional.empty()).create().getExpiryForCreation().isEternal()).isTrue();
    }

    @Test
    void shaping_isGivenNameAndExpiry() {
        List<String> shaped = new ArrayList<>();
        CachingBackend backend = member.bytes("m").shapedBy((physicalName, settings, base) -> {
            shaped.add(physicalName + " " + settings.cacheName() + " "
                    + base.getExpiryPolicyFactory().create().getClass().getSimpleName());
            return base;
        }).build();
        backend.open("shaped~7", settings());
        assertThat(shaped).containsExactly("shaped~7 logical EntryExpiry");
        backend.close();
    }

    @Test
    void keys_thatAreEqual_haveOneText() {
        record Key(String name, List<Long> parts) implements Serializable {
        }
        SerializedCodec codec = new SerializedCodec(getClass().getClassLoader());
        Key key = new Key("a", List.of(1L, 2L));

        assertThat(codec.encodeKey(key)).isEqualTo(codec.encodeKey(new Key(String.valueOf('a'), List.of(1L, 2L))));
        assertThat(codec.decodeKey(codec.encodeKey(key))).isEqualTo(key);
        assertThat(codec.encodeKey("o:x")).isEqualTo("s:o:x");
        assertThat(codec.decodeKey("s:o:x")).isEqualTo("o:x");
        assertThat(codec.encodeKey(1L)).isNotEqualTo(codec.encodeKey(1));
        assertThat(Arrays.asList("x", "o:!", "o:AAAA")).allSatisfy(text ->
                assertThatThrownBy(() -> codec.decodeKey(text)).hasMessageContaining(text));
    }

    private static StoreSettings settings() {
        return new StoreSettings("logical", new SerializedCodec(LOADER),
                Optional.empty());
    }
}
