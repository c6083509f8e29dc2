package org.hybridscheduler.caching.annotations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.interceptor.InvocationContext;
import java.lang.annotation.Annotation;
import java.util.ServiceLoader;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CacheInvocationContext;
import javax.cache.annotation.CacheInvocationParameter;
import javax.cache.annotation.CacheKey;
import javax.cache.annotation.CacheKeyGenerator;
import javax.cache.annotation.CacheKeyInvocationContext;
import javax.cache.annotation.CacheMethodDetails;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheResolver;
import javax.cache.annotation.CacheResolverFactory;
import javax.cache.annotation.CacheResult;
import javax.cache.annotation.CacheValue;
import javax.cache.annotation.GeneratedCacheKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which cache, resolver and key generator a method gets, and what they are shown of the call. */
class CacheResolutionTest {

    record TextKey(String text) implements GeneratedCacheKey {
    }

    /** No bean: made by the interceptors, and keeps what it was last shown. */
    static class RecordingKeys implements CacheKeyGenerator {

        static CacheKeyInvocationContext<? extends Annotation> last;

        @Override
        public GeneratedCacheKey generateCacheKey(CacheKeyInvocationContext<? extends Annotation> call) {
            last = call;
            return new TextKey("made");
        }
    }

    /** A bean: the container's one instance must be used, with what it is injected. */
    @ApplicationScoped
    static class BeanKeys implements CacheKeyGenerator {

        String text = "bean";

        void rename(String other) {
            text = other;
        }

        @Override
        public GeneratedCacheKey generateCacheKey(CacheKeyInvocationContext<? extends Annotation> call) {
            return new TextKey(text);
        }
    }

    static class NoKeys implements CacheKeyGenerator {

        @Override
        public GeneratedCacheKey generateCacheKey(CacheKeyInvocationContext<? extends Annotation> call) {
            return null;
        }
    }

    /** Sends everything to caches of another name; counts how often it was asked. */
    @ApplicationScoped
    static class Diverting implements CacheResolverFactory {

        private CacheManager manager;
        private int asked;

        void use(CacheManager other) {
            manager = other;
        }

        int asked() {
            return asked;
        }

        @Override
        public CacheResolver getCacheResolver(CacheMethodDetails<? extends Annotation> details) {
            asked++;
            return new Named(manager.createCache("diverted-" + details.getCacheName(), null));
        }

        @Override
        public CacheResolver getExceptionCacheResolver(CacheMethodDetails<CacheResult> details) {
            return new Named(manager.createCache(
                    "diverted-" + details.getCacheAnnotation().exceptionCacheName(), null));
        }

        private record Named(Cache<?, ?> cache) implements CacheResolver {

            @Override
            @SuppressWarnings("unchecked")
            public <K, V> Cache<K, V> resolveCache(CacheInvocationContext<? extends Annotation> call) {
                return (Cache<K, V>) cache;
            }
        }
    }

    @ApplicationScoped
    static class Unnamed {

        @CacheResult
        String of(String text, int number, long[] more) {
            return "x";
        }
    }

    @CacheDefaults(cacheName = "defaults", cacheKeyGenerator = BeanKeys.class, cacheResolverFactory = Diverting.class)
    static class Base {

        @CacheResult
        String inherited(String text) {
            return text;
        }
    }

    @ApplicationScoped
    static class Derived extends Base {

        @CacheResult(cacheName = "own", cacheKeyGenerator = RecordingKeys.class)
        String own(String text) {
            return text;
        }

        @CacheResult(exceptionCacheName = "failures")
        String failing() {
            throw new IllegalStateException("told to");
        }
    }

    @ApplicationScoped
    static class Observed {

        @Deprecated
        @CachePut(cacheName = "observed", cacheKeyGenerator = RecordingKeys.class)
        void put(@CacheKey int id, String note, @CacheValue String value) {
        }

        @CacheRemove(cacheName = "observed", cacheKeyGenerator = NoKeys.class)
        void remove(int id) {
        }
    }

    private final MapCaches caches = new MapCaches();
    private CachingContainer container;

    @BeforeEach
    void start() {
        container = CachingContainer.start(caches.manager(), Unnamed.class, Derived.class, Observed.class,
                BeanKeys.class, Diverting.class);
        container.bean(Diverting.class).use(caches.manager());
    }

    @AfterEach
    void stop() {
        container.close();
    }

    @Test
    void cacheName_nowhereGiven_isTheMethodsSignature() {
        container.bean(Unnamed.class).of("a", 1, new long[] {2});
        assertThat(caches.entries(Unnamed.class.getName() + ".of(java.lang.String,int,[J)")).hasSize(1);
    }

    @Test
    void key_arrayParameter_isComparedByContent() {
        Unnamed bean = container.bean(Unnamed.class);
        bean.of("a", 1, new long[] {2});
        bean.of("a", 1, new long[] {2});
        bean.of("a", 1, new long[] {3});
        assertThat(caches.entries(Unnamed.class.getName() + ".of(java.lang.String,int,[J)")).hasSize(2);
    }

    @Test
    void defaults_onTheSuperclass_holdForInheritedMethods() {
        container.bean(Derived.class).inherited("a");
        assertThat(caches.entries("diverted-defaults")).containsOnlyKeys(new TextKey("bean"));
    }

    @Test
    void methodLevel_givenBesideDefaults_winsMemberByMember() {
        container.bean(Derived.class).own("a");
        assertThat(caches.entries("diverted-own")).containsOnlyKeys(new TextKey("made"));
    }

    @Test
    void keyGenerator_thatIsABean_isTheContainersInstance() {
        container.bean(BeanKeys.class).rename("renamed");
        container.bean(Derived.class).inherited("a");
        assertThat(caches.entries("diverted-defaults")).containsOnlyKeys(new TextKey("renamed"));
    }

    @Test
    void resolverFactory_manyCalls_isAskedOncePerMethod() {
        Derived bean = container.bean(Derived.class);
        for (int i = 0; i < 5; i++) {
            bean.inherited("a");
            bean.own("a");
        }
        assertThat(container.bean(Diverting.class).asked()).isEqualTo(2);
    }

    @Test
    void exceptionCache_comesFromTheFactoryToo() {
        assertThatThrownBy(() -> container.bean(Derived.class).failing()).hasMessage("told to");
        assertThat(caches.entries("diverted-failures")).hasSize(1);
    }

    @Test
    void context_shownToTheGenerator_describesTheCall() throws Exception {
        Observed bean = container.bean(Observed.class);
        bean.put(7, "note", "text");
        CacheKeyInvocationContext<? extends Annotation> call = RecordingKeys.last;
        assertThat(call.getMethod()).isEqualTo(Observed.class.getDeclaredMethod("put", int.class, String.class,
                String.class));
        assertThat(call.getCacheName()).isEqualTo("observed");
        assertThat(call.getCacheAnnotation()).isInstanceOf(CachePut.class);
        assertThat(call.getAnnotations()).hasAtLeastOneElementOfType(Deprecated.class).hasSize(2);
        assertThat(call.getTarget()).isInstanceOf(Observed.class);
        assertThat(call.getAllParameters()).extracting(CacheInvocationParameter::getValue)
                .containsExactly(7, "note", "text");
        assertThat(call.getKeyParameters()).singleElement().satisfies(key -> {
            assertThat(key.getValue()).isEqualTo(7);
            assertThat(key.getRawType()).isEqualTo(int.class);
            assertThat(key.getParameterPosition()).isZero();
            assertThat(key.getAnnotations()).singleElement().isInstanceOf(CacheKey.class);
        });
        assertThat(call.getValueParameter().getParameterPosition()).isEqualTo(2);
    }

    @Test
    void unwrap_knownAndUnknownTypes_givesOrRefuses() {
        container.bean(Observed.class).put(7, "note", "text");
        assertThat(RecordingKeys.last.unwrap(InvocationContext.class).getParameters()).hasSize(3);
        assertThat(RecordingKeys.last.unwrap(CacheKeyInvocationContext.class)).isSameAs(RecordingKeys.last);
        assertThatIllegalArgumentException().isThrownBy(() -> RecordingKeys.last.unwrap(String.class))
                .withMessageContaining("java.lang.String");
    }

    @Test
    void keyGenerator_makesNoKey_saysWhich() {
        assertThatThrownBy(() -> container.bean(Observed.class).remove(1)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("NoKeys").hasMessageContaining("remove");
    }

    @Test
    void extension_inServicesFile_isFoundByContainers() {
        assertThat(ServiceLoader.load(Extension.class)).hasAtLeastOneElementOfType(CacheAnnotationsExtension.class);
    }
}
