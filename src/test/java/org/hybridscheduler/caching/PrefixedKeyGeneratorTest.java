package org.hybridscheduler.caching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Set;
import javax.cache.annotation.CacheInvocationParameter;
import javax.cache.annotation.CacheKeyInvocationContext;
import org.junit.jupiter.api.Test;

class PrefixedKeyGeneratorTest {

    private record Parameter(Object getValue) implements CacheInvocationParameter {

        @Override
        public Class<?> getRawType() {
            return Object.class;
        }

        @Override
        public Set<Annotation> getAnnotations() {
            return Set.of();
        }

        @Override
        public int getParameterPosition() {
            return 3;
        }
    }

    private final PrefixedKeyGenerator generator = new PrefixedKeyGenerator("training_data_latest_") { };

    private static CacheKeyInvocationContext<?> call(Object... values) {
        CacheInvocationParameter[] parameters =
                Arrays.stream(values).map(Parameter::new).toArray(CacheInvocationParameter[]::new);
        return (CacheKeyInvocationContext<?>) Proxy.newProxyInstance(CacheKeyInvocationContext.class.getClassLoader(),
                new Class<?>[] {CacheKeyInvocationContext.class},
                (proxy, method, args) -> method.getName().equals("getKeyParameters") ? parameters : null);
    }

    @Test
    void key_oneParameter_isPrefixAndValue() {
        assertThat(generator.generateCacheKey(call(1000))).isEqualTo(new NamespaceKey("training_data_latest_1000"))
                .hasToString("training_data_latest_1000");
    }

    @Test
    void key_severalParameters_joinsThem() {
        assertThat(generator.generateCacheKey(call("a", 2))).hasToString("training_data_latest_a_2");
    }

    @Test
    void key_nullParameter_saysWhich() {
        assertThatNullPointerException().isThrownBy(() -> generator.generateCacheKey(call(new Object[] {null})))
                .withMessageContaining("parameter 3");
    }
}
