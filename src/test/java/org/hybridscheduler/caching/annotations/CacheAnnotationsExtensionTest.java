package org.hybridscheduler.caching.annotations;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheResult;
import javax.cache.annotation.CacheValue;
import org.junit.jupiter.api.Test;

class CacheAnnotationsExtensionTest {

    static class TwoAnnotations {

        @CacheResult
        @CacheRemove
        String both(String key) {
            return key;
        }
    }

    static class PutWithoutValue {

        @CachePut
        void put(String key) {
        }
    }

    static class ResultWithValue {

        @CacheResult
        String find(@CacheValue String key) {
            return key;
        }
    }

    @Test
    void deployment_twoAnnotationsOnAMethod_fails() {
        assertDeploymentFails(TwoAnnotations.class, "both");
    }

    @Test
    void deployment_putWithoutValue_fails() {
        assertDeploymentFails(PutWithoutValue.class, "@CachePut wants 1");
    }

    @Test
    void deployment_valueOnAnotherAnnotation_fails() {
        assertDeploymentFails(ResultWithValue.class, "@CacheResult wants 0");
    }

    private static void assertDeploymentFails(Class<?> bean, String reason) {
        assertThatThrownBy(() -> CachingContainer.start(new MapCaches().manager(), bean).close())
                .hasStackTraceContaining(reason).hasStackTraceContaining("Maybe");
    }
}
