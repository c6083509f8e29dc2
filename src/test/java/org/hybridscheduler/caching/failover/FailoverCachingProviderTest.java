package org.hybridscheduler.caching.failover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.configuration.OptionalFeature;
import javax.cache.spi.CachingProvider;
import org.hybridscheduler.caching.failover.products.HazelcastMember;
import org.hybridscheduler.caching.failover.spi.Backend;
import org.hybridscheduler.caching.failover.spi.BackendStatus;
import org.hybridscheduler.caching.failover.spi.FailoverSettings;
import org.hybridscheduler.caching.failover.spi.InvalidationChannel;
import org.hybridscheduler.caching.failover.spi.RoutingState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailoverCachingProviderTest {

    private static final ClassLoader LOADER = FailoverCachingProviderTest.class.getClassLoader();
    private static HazelcastMember member;

    @TempDir
    private Path directory;

    private final FailoverCachingProvider provider = new FailoverCachingProvider();

    /** Named in files of properties. */
    public static final class Memory implements Supplier<Backend> {

        @Override
        public Backend get() {
            return member.bytes("named").build();
        }
    }

    /** Named as a product. */
    public static final class Product implements CachingProvider {

        private static final List<String> ASKED = new ArrayList<>();

        @Override
        public CacheManager getCacheManager(URI uri, ClassLoader loader, Properties properties) {
            ASKED.add("open " + uri);
            return member.manager();
        }

        @Override
        public ClassLoader getDefaultClassLoader() {
            return LOADER;
        }

        @Override
        public URI getDefaultURI() {
            return URI.create("product:default");
        }

        @Override
        public Properties getDefaultProperties() {
            return new Properties();
        }

        @Override
        public CacheManager getCacheManager(URI uri, ClassLoader loader) {
            return getCacheManager(uri, loader, null);
        }

        @Override
        public CacheManager getCacheManager() {
            return getCacheManager(null, null, null);
        }

        @Override
        public void close() {
            ASKED.add("close");
        }

        @Override
        public void close(ClassLoader loader) {
            close();
        }

        @Override
        public void close(URI uri, ClassLoader loader) {
            close();
        }

        @Override
        public boolean isSupported(OptionalFeature feature) {
            return false;
        }
    }

    @BeforeAll
    static void start() {
        member = HazelcastMember.start();
    }

    @AfterAll
    static void stop() {
        member.close();
    }

    @AfterEach
    void close() {
        provider.close();
        Product.ASKED.clear();
    }

    @Test
    void service_isRegistered() {
        assertThat(ServiceLoader.load(CachingProvider.class).stream().map(ServiceLoader.Provider::type))
                .contains(FailoverCachingProvider.class);
    }

    @Test
    void supplierInProperties_isTheOnlyBackend() {
        CacheManager manager = provider.getCacheManager(null, null, memory("objects"));
        Cache<String, String> cache = manager.createCache("things", new MutableConfiguration<>());
        cache.put("k", "v");

        assertThat(cache.get("k")).isEqualTo("v");
        BackendStatus status = manager.unwrap(BackendStatus.class);
        assertThat(status.serving()).isEqualTo("objects");
        assertThat(status.configured()).isEqualTo("objects");
        assertThat(status.state()).isEqualTo(RoutingState.CLOSED);
        assertThat(status.operational()).isTrue();
        assertThat(manager.getURI()).isEqualTo(URI.create("failover:default"));
        manager.destroyCache("things");
    }

    @Test
    void managers_areOnePerUriAndClassLoader_untilClosed() {
        Properties memory = memory("m");
        ClassLoader other = new URLClassLoader(new URL[0], LOADER);
        CacheManager manager = provider.getCacheManager(null, null, memory);

        assertThat(provider.getCacheManager(provider.getDefaultURI(), LOADER, null)).isSameAs(manager);
        assertThat(provider.getCacheManager(URI.create("any:name"), null, memory)).isNotSameAs(manager);
        CacheManager others = provider.getCacheManager(null, other, memory);
        assertThat(others).isNotSameAs(manager);
        provider.close(other);
        assertThat(others.isClosed()).isTrue();
        assertThat(manager.isClosed()).isFalse();
        manager.close();
        assertThat(provider.getCacheManager(null, null, memory)).isNotSameAs(manager);
    }

    @Test
    void fileThatTheUriNames_isRead() throws IOException {
        URI file = Files.writeString(directory.resolve("cache.properties"),
                "failover.fallback = " + Memory.class.getName()).toUri();

        assertThat(serving(provider.getCacheManager(file, null, null))).isEqualTo("named");
        assertThat(serving(provider.getCacheManager(URI.create("classpath:cache.properties"), directoryLoader(), null)))
                .isEqualTo("named");
        assertThat(serving(provider.getCacheManager(file, directoryLoader(), memory("given")))).isEqualTo("given");
    }

    @Test
    void fileOfTheClassLoader_isRead() throws IOException {
        Files.createDirectories(directory.resolve("META-INF"));
        Files.writeString(directory.resolve("META-INF/failover-cache.properties"),
                "failover.fallback.provider=" + Product.class.getName() + "\nfailover.fallback.name=product\n"
                        + "failover.fallback.uri=product:mine");
        CacheManager manager = provider.getCacheManager(null, directoryLoader(), null);

        assertThat(serving(manager)).isEqualTo("product");
        manager.close();
        assertThat(Product.ASKED).containsExactly("open product:mine", "close");
    }

    @Test
    void primaryThatCannotBeMade_leavesTheFallbackServing() {
        Properties both = memory("memory");
        both.put(FailoverProperties.PRIMARY, (Supplier<Backend>) () -> {
            throw new CacheException("no such host");
        });
        CacheManager manager = provider.getCacheManager(null, null, both);
        Cache<String, String> cache = manager.createCache("things", new MutableConfiguration<>());
        cache.put("k", "v");

        assertThat(cache.get("k")).isEqualTo("v");
        assertThat(serving(manager)).isEqualTo("memory");
        assertThat(manager.unwrap(BackendStatus.class).operational()).isFalse();
    }

    @Test
    void whatIsWrong_isNamed() {
        assertThatThrownBy(() -> provider.getCacheManager(null, null, null)).isInstanceOf(CacheException.class)
                .hasMessageContaining("failover.fallback");
        assertThatThrownBy(() -> provider.getCacheManager(URI.create("classpath:nowhere"), null, null))
                .isInstanceOf(CacheException.class).hasMessageContaining("classpath:nowhere");
        assertThatThrownBy(() -> provider.getCacheManager(null, null, with(FailoverProperties.CODEC, "no.Such")))
                .isInstanceOf(CacheException.class).hasMessageContaining("failover.codec is no.Such");
        assertThatThrownBy(() -> provider.getCacheManager(null, null, with(FailoverProperties.BOUND, "soon")))
                .isInstanceOf(CacheException.class).hasMessageContaining("failover.bound_ms is soon");
    }

    @Test
    void settingsAsAnObject_takeThePlaceOfTexts() {
        BlockingQueue<String> opened = new LinkedBlockingQueue<>();
        Properties properties = memory("memory");
        properties.put(FailoverProperties.PRIMARY, (Supplier<Backend>) () -> opening(opened));
        properties.put(FailoverProperties.SETTINGS, new FailoverSettings("nodes-of-mine", Duration.ofMillis(150), 3,
                Duration.ofMillis(250), Duration.ofMillis(1), 1, Duration.ZERO, Duration.ofSeconds(30)));
        properties.put(FailoverProperties.BOUND, "soon");
        provider.getCacheManager(null, null, properties);

        assertThat(opened.poll()).as("what the probe opened while the manager was made").contains("nodes-of-mine");
    }

    /** A backend that notes the names it is asked for. */
    private static Backend opening(Collection<String> opened) {
        Backend backend = member.bytes("primary").build();
        return (Backend) Proxy.newProxyInstance(LOADER, new Class<?>[] {Backend.class}, (proxy, method, arguments) -> {
            if (method.getName().equals("open")) {
                opened.add((String) arguments[0]);
            }
            return method.invoke(backend, arguments);
        });
    }

    @Test
    void channel_isClosedWithTheManager_andWhereNoManagerComesAbout() {
        List<String> closed = new ArrayList<>();
        InvalidationChannel channel = new InvalidationChannel() {
            @Override
            public void publish(Message message) {
                // Nobody is there.
            }

            @Override
            public void subscribe(java.util.function.Consumer<Message> onMessage, Runnable onDoubt) {
                // Nobody is there.
            }

            @Override
            public void close() {
                closed.add("channel");
            }
        };
        Properties properties = with(FailoverProperties.CHANNEL, channel);
        provider.getCacheManager(null, null, properties).close();
        assertThat(closed).hasSize(1);
        properties.remove(FailoverProperties.FALLBACK);
        assertThatThrownBy(() -> provider.getCacheManager(null, null, properties)).isInstanceOf(CacheException.class);
        assertThat(closed).hasSize(2);
    }

    private static String serving(CacheManager manager) {
        return manager.unwrap(BackendStatus.class).serving();
    }

    private ClassLoader directoryLoader() throws IOException {
        return new URLClassLoader(new URL[] {directory.toUri().toURL()}, LOADER);
    }

    private static Properties memory(String name) {
        Properties properties = new Properties();
        properties.put(FailoverProperties.FALLBACK, (Supplier<Backend>) () -> member.bytes(name).build());
        return properties;
    }

    private static Properties with(String key, Object value) {
        Properties properties = memory("m");
        Supplier<Backend> never = () -> {
            throw new CacheException("no primary");
        };
        properties.put(FailoverProperties.PRIMARY, never);
        properties.put(key, value);
        return properties;
    }
}
