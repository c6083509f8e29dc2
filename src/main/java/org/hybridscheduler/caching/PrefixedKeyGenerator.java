package org.hybridscheduler.caching;

import java.lang.annotation.Annotation;
import java.util.Objects;
import javax.cache.annotation.CacheInvocationParameter;
import javax.cache.annotation.CacheKeyGenerator;
import javax.cache.annotation.CacheKeyInvocationContext;
import javax.cache.annotation.GeneratedCacheKey;

/**
 * Makes keys of a fixed prefix and the key parameters, joined by underscores: {@code scheduler_stats_} and
 * {@code oracle} give {@code scheduler_stats_oracle}. A namespace's generator is a subclass that passes its prefix.
 */
public abstract class PrefixedKeyGenerator implements CacheKeyGenerator {

    private final String prefix;

    protected PrefixedKeyGenerator(String prefix) {
        this.prefix = Objects.requireNonNull(prefix, "prefix");
    }

    /**
     * Makes the key of a call.
     *
     * @throws NullPointerException where a key parameter is null
     */
    @Override
    public final GeneratedCacheKey generateCacheKey(CacheKeyInvocationContext<? extends Annotation> call) {
        StringBuilder key = new StringBuilder(prefix);
        String separator = "";
        for (CacheInvocationParameter parameter : call.getKeyParameters()) {
            Object value = Objects.requireNonNull(parameter.getValue(), () -> "key parameter %d of %s is null"
                    .formatted(parameter.getParameterPosition(), call.getMethod()));
            key.append(separator).append(value);
            separator = "_";
        }
        return new NamespaceKey(key.toString());
    }
}
