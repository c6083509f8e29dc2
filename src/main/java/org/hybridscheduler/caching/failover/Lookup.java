package org.hybridscheduler.caching.failover;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import javax.cache.CacheException;

/**
 * Where the properties of a manager are found, first come first served: those it was asked for with, the file that its
 * URI names, {@code META-INF/failover-cache.properties} of its class loader, the system's.
 */
final class Lookup {

    private static final String COMMON = "META-INF/failover-cache.properties";
    private static final String CLASS_PATH = "classpath";
    private static final Set<String> FILES = Set.of(CLASS_PATH, "file", "jar");

    private final List<Properties> sources;
    private final ClassLoader loader;

    private Lookup(List<Properties> sources, ClassLoader loader) {
        this.sources = sources;
        this.loader = loader;
    }

    /**
     * Finds the sources.
     *
     * @param uri {@code classpath:NAME} or the URL of a file; any other is only a name
     * @throws CacheException where the file does not exist or cannot be read
     */
    static Lookup of(Properties given, URI uri, ClassLoader loader) {
        List<Properties> sources = new ArrayList<>();
        sources.add(given);
        if (FILES.contains(String.valueOf(uri.getScheme()))) {
            sources.add(read(uri, loader));
        }
        URL common = loader.getResource(COMMON);
        if (common != null) {
            sources.add(read(common, URI.create(CLASS_PATH + ":" + COMMON)));
        }
        sources.add(System.getProperties());
        return new Lookup(sources, loader);
    }

    private static Properties read(URI file, ClassLoader loader) {
        try {
            URL url = CLASS_PATH.equals(file.getScheme()) ? loader.getResource(file.getSchemeSpecificPart())
                    : file.toURL();
            if (url != null) {
                return read(url, file);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new CacheException("%s names no file of properties".formatted(file), e);
        }
        throw new CacheException("There is no %s on the class path".formatted(file));
    }

    private static Properties read(URL url, URI file) {
        Properties properties = new Properties();
        try (InputStream in = url.openStream()) {
            properties.load(in);
            return properties;
        } catch (IOException | IllegalArgumentException e) {
            throw new CacheException("The properties of %s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** What is set: text or an object; null where nothing is. */
    Object value(String key) {
        return sources.stream().map(source -> source.getOrDefault(key, source.getProperty(key)))
                .filter(Objects::nonNull).findFirst().orElse(null);
    }

    String text(String key, String otherwise) {
        Object value = value(key);
        return value == null ? otherwise : value.toString().strip();
    }

    int number(String key, int otherwise) {
        String text = text(key, Integer.toString(otherwise));
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new CacheException("%s is %s, which is no whole number".formatted(key, text), e);
        }
    }

    Duration millis(String key, Duration otherwise) {
        return Duration.ofMillis(number(key, Math.toIntExact(otherwise.toMillis())));
    }

    /** The object that is set, or one of the class whose name is set; null where nothing is. */
    <T> T object(String key, Class<T> type) {
        Object value = value(key);
        if (value == null || type.isInstance(value)) {
            return type.cast(value);
        }
        return instance(key, value.toString().strip(), type);
    }

    /**
     * An object of a class.
     *
     * @param key what the class name was set by, for the message
     */
    <T> T instance(String key, String className, Class<T> type) {
        try {
            return type.cast(Class.forName(className, true, loader).getDeclaredConstructor().newInstance());
        } catch (ReflectiveOperationException | LinkageError | ClassCastException e) {
            throw new CacheException("%s is %s, which is no class of a %s with a public constructor without parameters"
                    .formatted(key, className, type.getSimpleName()), e);
        }
    }
}
