package org.hybridscheduler.caching.failover.routing;

import java.net.ConnectException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.cache.CacheException;
import org.hybridscheduler.caching.failover.spi.Backend;
import org.hybridscheduler.caching.failover.spi.Store;
import org.hybridscheduler.caching.failover.spi.StoreSettings;
import org.hybridscheduler.caching.failover.spi.StoredEntry;

/** A backend in memory, shared by the clients of several nodes, that fails as told. */
final class FakeServer {

    /** How a client's commands fare. */
    enum Fault {
        /** They are carried out. */
        NONE,
        /** They fail at once and are not carried out. */
        REFUSE,
        /** They are carried out, but the answer never comes. */
        LOSE_ANSWER,
        /** They hang; they are carried out when somebody lets {@link Client#arrive} happen. */
        HANG
    }

    private final boolean tellsIncarnation;
    private Map<String, Map<String, StoredEntry>> caches = new TreeMap<>();
    private int restarts;

    /** Makes a server that tells when it was restarted. */
    FakeServer() {
        this(true);
    }

    FakeServer(boolean tellsIncarnation) {
        this.tellsIncarnation = tellsIncarnation;
    }

    private synchronized String incarnation() {
        return tellsIncarnation ? "run " + restarts : "";
    }

    synchronized Map<String, Map<String, StoredEntry>> copy() {
        Map<String, Map<String, StoredEntry>> copy = new TreeMap<>();
        caches.forEach((name, entries) -> copy.put(name, new HashMap<>(entries)));
        return copy;
    }

    /** Is restarted with what it held when the copy was made. */
    synchronized void restore(Map<String, Map<String, StoredEntry>> copy) {
        restarts++;
        caches = new TreeMap<>();
        copy.forEach((name, entries) -> caches.put(name, new HashMap<>(entries)));
    }

    synchronized void wipe() {
        caches.clear();
    }

    /** The texts in one physical cache. */
    synchronized Map<String, Object> texts(String physicalName) {
        Map<String, Object> texts = new TreeMap<>();
        caches.getOrDefault(physicalName, Map.of()).forEach((key, entry) -> texts.put(key, entry.value()));
        return texts;
    }

    synchronized Set<String> nonEmpty() {
        Set<String> names = new TreeSet<>();
        caches.forEach((name, entries) -> {
            if (!entries.isEmpty()) {
                names.add(name);
            }
        });
        return names;
    }

    Client client(String name) {
        return new Client(name);
    }

    private synchronized <T> T with(String cache, Function<Map<String, StoredEntry>, T> work) {
        return work.apply(caches.computeIfAbsent(cache, name -> new HashMap<>()));
    }

    /** One node's connection. */
    final class Client implements Backend {

        final AtomicInteger touched = new AtomicInteger();
        private final AtomicInteger slow = new AtomicInteger();
        private final String name;
        private final List<Runnable> underway = new ArrayList<>();
        volatile Fault fault = Fault.NONE;
        /** What happens while a command hangs; has to get the thread interrupted in the end. */
        volatile Runnable whileHanging = LockSupport::park;
        /** What happens just before and just after a command is carried out. */
        volatile Runnable between = () -> { };
        volatile Predicate<String> refusesToOpen = name -> false;
        /** The physical caches that were opened and not released. */
        final Set<String> open = ConcurrentHashMap.newKeySet();

        private Client(String name) {
            this.name = name;
        }

        /** Carries out what hung so far. */
        void arrive() {
            List<Runnable> late;
            synchronized (underway) {
                late = List.copyOf(underway);
                underway.clear();
            }
            late.forEach(Runnable::run);
        }

        /** The connection is cut: what hung so far is lost. */
        void cut() {
            synchronized (underway) {
                underway.clear();
            }
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String incarnation() {
            return command(FakeServer.this::incarnation);
        }

        @Override
        public Store open(String physicalName, StoreSettings settings) {
            command(() -> null);
            if (refusesToOpen.test(physicalName)) {
                throw new CacheException(physicalName + " was refused");
            }
            open.add(physicalName);
            return new Entries(physicalName);
        }

        @Override
        public void release(String physicalName) {
            open.remove(physicalName);
        }

        @Override
        public void destroy(String physicalName) {
            command(() -> {
                synchronized (FakeServer.this) {
                    caches.remove(physicalName);
                    open.remove(physicalName);
                }
                return null;
            });
        }

        @Override
        public void close() {
            // Nothing is held.
        }

        /** Lets the next so many commands take forty ticks of the watchdog each, that is, four time-outs. */
        void answerSlowly(int commands) {
            slow.set(commands);
        }

        private <T> T command(Supplier<T> work) {
            touched.incrementAndGet();
            for (int tick = 0; tick < 40 && slow.get() > 0; tick++) {
                whileHanging.run();
                if (Thread.currentThread().isInterrupted()) {
                    throw new IllegalStateException("command interrupted");
                }
            }
            slow.decrementAndGet();
            between.run();
            Fault now = fault;
            switch (now) {
                case REFUSE -> throw new CacheException("wrapped", new ConnectException("Connection refused"));
                case HANG -> {
                    synchronized (underway) {
                        underway.add(work::get);
                    }
                    hang();
                }
                case LOSE_ANSWER -> {
                    work.get();
                    hang();
                }
                default -> { }
            }
            T result = work.get();
            between.run();
            return result;
        }

        // As Redisson does: ends when interrupted, sets the flag again, and throws an exception of its own.
        private void hang() {
            while (!Thread.currentThread().isInterrupted()) {
                whileHanging.run();
            }
            throw new IllegalStateException("command interrupted");
        }

        private final class Entries implements Store {

            private final String cache;

            Entries(String cache) {
                this.cache = cache;
            }

            @Override
            public StoredEntry get(String key) {
                return command(() -> with(cache, entries -> entries.get(key)));
            }

            @Override
            public Map<String, StoredEntry> getAll(Set<String> keys) {
                return command(() -> with(cache, entries -> {
                    Map<String, StoredEntry> found = new HashMap<>(entries);
                    found.keySet().retainAll(keys);
                    return found;
                }));
            }

            @Override
            public boolean create(String key, StoredEntry entry) {
                return command(() -> with(cache, entries -> entries.putIfAbsent(key, entry) == null));
            }

            @Override
            public boolean replace(String key, StoredEntry current, StoredEntry next) {
                return command(() -> with(cache, entries -> entries.replace(key, current, next)));
            }

            @Override
            public boolean remove(String key, StoredEntry current) {
                return command(() -> with(cache, entries -> entries.remove(key, current)));
            }

            @Override
            public void clear() {
                command(() -> with(cache, entries -> {
                    entries.clear();
                    return null;
                }));
            }

            @Override
            public Iterator<String> keys() {
                Iterator<String> keys = List.copyOf(with(cache, Map::keySet)).iterator();
                return new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return keys.hasNext();
                    }

                    @Override
                    public String next() {
                        return command(keys::next);
                    }
                };
            }

            @Override
            public OptionalLong size() {
                return command(() -> OptionalLong.of(with(cache, Map::size)));
            }

            @Override
            public OptionalLong evictions() {
                return OptionalLong.empty();
            }

            @Override
            public String backend() {
                return name;
            }
        }
    }
}
