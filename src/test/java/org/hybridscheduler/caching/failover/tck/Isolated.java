package org.hybridscheduler.caching.failover.tck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.hybridscheduler.caching.failover.spi.Backend;
import org.hybridscheduler.caching.failover.spi.Store;
import org.hybridscheduler.caching.failover.spi.StoreSettings;

/**
 * A product that only a class loader of its own sees: each of the two registers a provider, and the TCK wants exactly
 * one on the class path. Managers share it: closing one must not close it for the others.
 *
 * <p>Each manager has caches of its own there. The TCK leaves managers open, and managers that share a primary are nodes of
 * one group: whenever one starts, the caches of the others begin empty, and what these had changed last is dropped from
 * the new ones. Now and then that took a key from the next test between its put and its look at it.
 */
abstract class Isolated implements Supplier<Backend> {

    /** The jars of the products and the directory of their suppliers, separated as class paths are. */
    static final String PATHS = "tck.products";

    private static final String PRODUCTS = "org.hybridscheduler.caching.failover.products.";
    private static final ClassLoader LOADER = loader();
    private static final AtomicInteger MANAGERS = new AtomicInteger();

    private final String product;
    private final String prefix = "manager" + MANAGERS.incrementAndGet() + "~";

    private Isolated(String product) {
        this.product = product;
    }

    /** Hazelcast. */
    public static final class Memory extends Isolated {
        public Memory() {
            super("HazelcastProduct");
        }
    }

    /** Redis, at the port that a system property names. */
    public static final class Redis extends Isolated {
        public Redis() {
            super("RedisProduct");
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public Backend get() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(LOADER);
        try {
            Class<?> supplier = Class.forName(PRODUCTS + product, true, LOADER);
            return new Shared(((Supplier<Backend>) supplier.getDeclaredConstructor().newInstance()).get(), prefix);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(product, e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static ClassLoader loader() {
        URL[] urls = Arrays.stream(System.getProperty(PATHS).split(java.io.File.pathSeparator))
                .map(Isolated::url).toArray(URL[]::new);
        return new URLClassLoader(urls, Isolated.class.getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                if (!name.startsWith(PRODUCTS)) {
                    return super.loadClass(name, resolve);
                }
                synchronized (getClassLoadingLock(name)) {
                    Class<?> loaded = findLoadedClass(name);
                    return loaded == null ? findClass(name) : loaded;
                }
            }
        };
    }

    private static URL url(String path) {
        try {
            return Path.of(path).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(new IOException(path, e));
        }
    }

    /** A manager's share of a product. */
    private record Shared(Backend backend, String prefix) implements Backend {

        @Override
        public String name() {
            return backend.name();
        }

        @Override
        public Store open(String physicalName, StoreSettings settings) {
            return backend.open(prefix + physicalName, settings);
        }

        @Override
        public void release(String physicalName) {
            backend.release(prefix + physicalName);
        }

        @Override
        public void destroy(String physicalName) {
            backend.destroy(prefix + physicalName);
        }

        @Override
        public void close() {
            // The other managers still use it.
        }
    }
}
