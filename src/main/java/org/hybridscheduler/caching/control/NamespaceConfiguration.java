package org.hybridscheduler.caching.control;

import java.util.concurrent.TimeUnit;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ModifiedExpiryPolicy;
import org.hybridscheduler.caching.NamespaceKey;
import org.hybridscheduler.caching.Representation;

/** What JCache is told of a namespace. */
final class NamespaceConfiguration {

    private NamespaceConfiguration() {
    }

    /**
     * Entries expire a fixed time after they were last written, so an answer is never older than its namespace allows
     * and a renewed one lives on.
     */
    static MutableConfiguration<NamespaceKey, Representation> of(CacheSettings.Namespace namespace) {
        return new MutableConfiguration<NamespaceKey, Representation>()
                .setTypes(NamespaceKey.class, Representation.class)
                .setExpiryPolicyFactory(ModifiedExpiryPolicy.factoryOf(
                        new Duration(TimeUnit.MILLISECONDS, namespace.timeToLive().toMillis())));
    }
}
