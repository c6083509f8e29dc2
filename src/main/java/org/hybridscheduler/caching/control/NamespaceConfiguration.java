package org.hybridscheduler.caching.control;

import java.util.concurrent.TimeUnit;
import javax.cache.configuration.Factory;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ExpiryPolicy;

/** What JCache is told of a namespace, whichever product serves it. */
final class NamespaceConfiguration {

    private NamespaceConfiguration() {
    }

    static MutableConfiguration<Object, Object> of(CacheSettings.Namespace namespace) {
        return new MutableConfiguration<>().setExpiryPolicyFactory(expiry(namespace));
    }

    /** Entries expire a fixed time after their creation, so an answer is never older than its namespace allows. */
    static Factory<ExpiryPolicy> expiry(CacheSettings.Namespace namespace) {
        return CreatedExpiryPolicy.factoryOf(
                new Duration(TimeUnit.MILLISECONDS, namespace.timeToLive().toMillis()));
    }
}
