package org.hybridscheduler.caching.failover;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import javax.cache.CacheManager;
import javax.cache.configuration.OptionalFeature;
import javax.cache.spi.CachingProvider;
import org.hybridscheduler.caching.failover.jcache.FailoverCacheManager;

/**
 * A JCache provider over two others: a primary that may fail and a fallback that stands in, or over one alone. It is
 * configured by {@link FailoverProperties}, in the {@code Properties} given, in the file that the URI names
 * ({@code classpath:NAME}, {@code file:} or {@code jar:}; any other URI is but a name), in
 * {@code META-INF/failover-cache.properties} of the class loader, or as system properties. There is one manager per URI
 * and class loader.
 */
public final class FailoverCachingProvider implements CachingProvider {

    private static final URI DEFAULT = URI.create("failover:default");

    private final Map<Place, FailoverCacheManager> managers = new ConcurrentHashMap<>();

    private record Place(URI uri, ClassLoader loader) {
    }

    /**
     * The manager of a URI and class loader, made where there is none.
     *
     * @param uri        null for the default
     * @param loader     null for the default
     * @param properties of a manager that is made; null for none
     * @throws javax.cache.CacheException where no backend is configured, or something that does not exist
     */
    @Override
    public CacheManager getCacheManager(URI uri, ClassLoader loader, Properties properties) {
        Place place = place(uri, loader);
        // Not one step of the map's: making a manager takes long, and closing one must not wait for it.
        synchronized (this) {
            FailoverCacheManager there = managers.get(place);
            if (there == null) {
                there = made(place, properties == null ? getDefaultProperties() : properties);
                managers.put(place, there);
            }
            return there;
        }
    }

    private FailoverCacheManager made(Place place, Properties properties) {
        Assembly assembly = new Assembly(Lookup.of(properties, place.uri, place.loader), place.loader);
        return new FailoverCacheManager(this, place.uri, place.loader, properties, assembly.environment(),
                manager -> managers.remove(place, manager));
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
    public ClassLoader getDefaultClassLoader() {
        return getClass().getClassLoader();
    }

    @Override
    public URI getDefaultURI() {
        return DEFAULT;
    }

    @Override
    public Properties getDefaultProperties() {
        return new Properties();
    }

    @Override
    public void close() {
        close(place -> true);
    }

    @Override
    public void close(ClassLoader loader) {
        Place meant = place(null, loader);
        close(place -> place.loader.equals(meant.loader));
    }

    @Override
    public void close(URI uri, ClassLoader loader) {
        close(place(uri, loader)::equals);
    }

    /** Values are kept by value only; a near tier keeps them by reference, where they are immutable. */
    @Override
    public boolean isSupported(OptionalFeature feature) {
        return false;
    }

    private void close(Predicate<Place> meant) {
        List.copyOf(managers.entrySet()).stream().filter(entry -> meant.test(entry.getKey()))
                .forEach(entry -> entry.getValue().close());
    }

    private Place place(URI uri, ClassLoader loader) {
        return new Place(uri == null ? DEFAULT : uri, loader == null ? getDefaultClassLoader() : loader);
    }
}
