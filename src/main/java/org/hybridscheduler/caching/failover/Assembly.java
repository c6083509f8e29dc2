package org.hybridscheduler.caching.failover;

import java.net.URI;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.spi.CachingProvider;
import org.hybridscheduler.caching.failover.jcache.Environment;
import org.hybridscheduler.caching.failover.jcache.NearTiers;
import org.hybridscheduler.caching.failover.routing.FailoverStores;
import org.hybridscheduler.caching.failover.spi.Backend;
import org.hybridscheduler.caching.failover.spi.EntryCodec;
import org.hybridscheduler.caching.failover.spi.FailoverListener;
import org.hybridscheduler.caching.failover.spi.FailoverSettings;
import org.hybridscheduler.caching.failover.spi.InvalidationChannel;
import org.hybridscheduler.caching.failover.spi.NearTier;
import org.hybridscheduler.caching.failover.spi.Stores;
import org.hybridscheduler.caching.failover.storage.CachingBackend;
import org.hybridscheduler.caching.failover.storage.SerializedCodec;
import org.hybridscheduler.caching.failover.storage.SingleStores;

/** Puts together what a manager works with, as its properties say. */
final class Assembly {

    private final Lookup lookup;
    private final ClassLoader loader;
    private final InstantSource clock = InstantSource.system();

    Assembly(Lookup lookup, ClassLoader loader) {
        this.lookup = lookup;
        this.loader = loader;
    }

    Environment environment() {
        EntryCodec.Source codecs = orElse(lookup.object(FailoverProperties.CODEC, EntryCodec.Source.class),
                (configuration, classes) -> new SerializedCodec(classes));
        FailoverListener listener =
                orElse(lookup.object(FailoverProperties.LISTENER, FailoverListener.class), FailoverListener.NONE);
        NearTier.Source near = lookup.object(FailoverProperties.NEAR, NearTier.Source.class);
        InvalidationChannel channel = orElse(
                lookup.object(FailoverProperties.CHANNEL, InvalidationChannel.class), InvalidationChannel.NONE);
        NearTiers tiers = new NearTiers(UUID.randomUUID().toString(), near, channel);
        try {
            return new Environment(stores(tiers.before(listener)), codecs, listener, tiers, clock, System::nanoTime);
        } catch (RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private Stores stores(FailoverListener listener) {
        Supplier<Backend> primary = backend(FailoverProperties.PRIMARY, "primary", listener);
        Supplier<Backend> fallback = backend(FailoverProperties.FALLBACK, "fallback", listener);
        if (fallback == null) {
            throw new CacheException("No backend is configured: neither %s nor %s%s is set".formatted(
                    FailoverProperties.FALLBACK, FailoverProperties.FALLBACK, FailoverProperties.PROVIDER));
        }
        return primary == null ? new SingleStores(fallback.get(), clock)
                : new FailoverStores(settings(), primary, fallback.get(), listener, clock);
    }

    private FailoverSettings settings() {
        FailoverSettings given = lookup.object(FailoverProperties.SETTINGS, FailoverSettings.class);
        return given == null ? settingsInTexts() : given;
    }

    private FailoverSettings settingsInTexts() {
        FailoverSettings defaults = FailoverSettings.DEFAULTS;
        return new FailoverSettings(lookup.text(FailoverProperties.NAME, defaults.name()),
                lookup.millis(FailoverProperties.BOUND, defaults.bound()),
                lookup.number(FailoverProperties.FAILURES, defaults.failures()),
                lookup.millis(FailoverProperties.HEARTBEAT, defaults.heartbeat()),
                lookup.millis(FailoverProperties.PROBE, defaults.probe()),
                lookup.number(FailoverProperties.PROBES, defaults.probes()),
                lookup.millis(FailoverProperties.QUARANTINE, defaults.quarantine()),
                lookup.millis(FailoverProperties.START_WAIT, defaults.startWait()));
    }

    /** What gives the backend of a property; null where none is configured. */
    @SuppressWarnings("unchecked")
    private Supplier<Backend> backend(String key, String name, FailoverListener listener) {
        Supplier<Backend> given = lookup.object(key, Supplier.class);
        String provider = lookup.text(key + FailoverProperties.PROVIDER, null);
        if (given != null || provider == null) {
            return given;
        }
        String uri = lookup.text(key + FailoverProperties.URI, null);
        String called = lookup.text(key + FailoverProperties.NAME_OF_BACKEND, name);
        return () -> {
            CachingProvider product = lookup.instance(key + FailoverProperties.PROVIDER, provider,
                    CachingProvider.class);
            CacheManager manager = product.getCacheManager(uri == null ? null : URI.create(uri), loader, null);
            return CachingBackend.over(called, () -> manager).heardBy(listener).timedBy(clock)
                    .closing(product::close).build();
        };
    }

    private static <T> T orElse(T value, T otherwise) {
        return value == null ? otherwise : value;
    }
}
