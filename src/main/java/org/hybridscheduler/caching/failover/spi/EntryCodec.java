package org.hybridscheduler.caching.failover.spi;

import javax.cache.configuration.CompleteConfiguration;

/**
 * How the entries of one cache are written. Keys become strings in every backend, equal where the keys are equal;
 * entries become bytes where the backend asks for bytes. Thread-safe.
 */
public interface EntryCodec {

    /** Makes the codec of a cache. */
    @FunctionalInterface
    interface Source {

        /**
         * Makes the codec.
         *
         * @param configuration names the types of key and value that the cache declares
         * @param loader        finds the application's classes
         * @throws IllegalArgumentException where the declared types cannot be written
         */
        EntryCodec codec(CompleteConfiguration<?, ?> configuration, ClassLoader loader);
    }

    /** The string of a key. */
    String encodeKey(Object key);

    /**
     * The key of a string.
     *
     * @throws UndecodableEntryException where it is none
     */
    Object decodeKey(String text);

    /**
     * The bytes of an entry.
     *
     * @throws RuntimeException where it cannot be written; the caller sees an {@link UnencodableEntryException}
     */
    byte[] encode(StoredEntry entry);

    /**
     * The entry of some bytes, which the codec may keep a hold of: nobody changes them.
     *
     * @throws UndecodableEntryException where they are none
     */
    StoredEntry decode(byte[] bytes);
}
