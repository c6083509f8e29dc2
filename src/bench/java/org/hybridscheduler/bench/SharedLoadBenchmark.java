package org.hybridscheduler.bench;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.inject.Singleton;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.annotation.CacheResult;
import org.hybridscheduler.caching.annotations.CacheAnnotationsExtension;
import org.hybridscheduler.caching.annotations.CacheResultInterceptor;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What the interceptor adds to a hit in a map, and how often 64 threads that miss one key at once load it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class SharedLoadBenchmark {

    private static final String CACHE = "values";
    private static final int CALLERS = 64;
    private static final long LOAD_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long HIT = -1;

    private final Map<Object, Object> map = new ConcurrentHashMap<>();
    private final AtomicLong loads = new AtomicLong();
    private final AtomicLong round = new AtomicLong();
    private final CyclicBarrier start = new CyclicBarrier(CALLERS + 1);
    private final CyclicBarrier end = new CyclicBarrier(CALLERS + 1);
    private volatile Caller caller;
    private Object key;
    private Cache<Object, Object> cache;
    private WeldContainer container;
    private Service service;

    /** How a thread asks for a key. */
    private interface Caller {
        Object ask(long missing);
    }

    /** A cached method that takes a millisecond, as a small query does. */
    @Singleton
    public static class Service {

        private final AtomicLong loads = new AtomicLong();

        @CacheResult(cacheName = CACHE)
        public Object find(long id) {
            loads.incrementAndGet();
            LockSupport.parkNanos(LOAD_NANOS);
            return id;
        }
    }

    /** How many rounds there were, each with a key of its own, and how many loads in all of them. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Loads {

        public long rounds;
        public long loads;

        @Setup(Level.Iteration)
        public void clear() {
            rounds = 0;
            loads = 0;
        }
    }

    private record Ports(CacheManager manager) implements Extension {

        void add(@Observes AfterBeanDiscovery event) {
            event.<CacheManager>addBean().types(CacheManager.class).scope(Singleton.class)
                    .produceWith(beans -> manager);
        }
    }

    @Setup
    @SuppressWarnings("unchecked")
    public void start() {
        cache = answer(Cache.class, (method, arguments) -> method.equals("get")
                ? map.get(arguments[0]) : map.put(arguments[0], arguments[1]));
        CacheManager manager = answer(CacheManager.class, (method, arguments) -> cache);
        container = new Weld().disableDiscovery().addExtension(new CacheAnnotationsExtension())
                .addExtension(new Ports(manager)).addBeanClasses(Service.class, CacheResultInterceptor.class)
                .initialize();
        service = container.select(Service.class).get();
        Object first = service.find(HIT);
        if (service.find(HIT) != first || service.loads.get() != 1) {
            throw new IllegalStateException("The second call is no hit. Maybe the interceptor is not bound?");
        }
        key = map.keySet().iterator().next();
        for (int i = 0; i < CALLERS; i++) {
            Thread thread = new Thread(this::call, "caller " + i);
            thread.setDaemon(true);
            thread.start();
        }
    }

    private interface Answer {
        Object to(String method, Object[] arguments);
    }

    private static <T> T answer(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
                (proxy, method, arguments) -> {
                    Object result = answer.to(method.getName(), arguments);
                    return method.getReturnType() == void.class ? null : result;
                }));
    }

    private void call() {
        try {
            while (true) {
                start.await();
                caller.ask(round.get());
                end.await();
            }
        } catch (InterruptedException | BrokenBarrierException e) {
            Thread.currentThread().interrupt();
        }
    }

    @TearDown
    public void stop() {
        start.reset();
        container.shutdown();
    }

    @Benchmark
    public Object hitInMap() {
        return map.get(key);
    }

    @Benchmark
    public Object hitInCache() {
        return cache.get(key);
    }

    @Benchmark
    public Object hitIntercepted() {
        return service.find(HIT);
    }

    /** By our interceptor: the target is one load a round. */
    @Benchmark
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public void missIntercepted(Loads counted) throws Exception {
        round(service::find, service.loads, counted);
    }

    /** As {@code @CacheResult} is defined: get, run, put. */
    @Benchmark
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public void missUnshared(Loads counted) throws Exception {
        round(this::getRunPut, loads, counted);
    }

    private Object getRunPut(long missing) {
        Object known = cache.get(missing);
        if (known == null) {
            loads.incrementAndGet();
            LockSupport.parkNanos(LOAD_NANOS);
            cache.put(missing, missing);
        }
        return known;
    }

    private void round(Caller way, AtomicLong loaded, Loads counted) throws Exception {
        long before = loaded.get();
        map.clear();
        caller = way;
        round.incrementAndGet();
        start.await();
        end.await();
        counted.rounds++;
        counted.loads += loaded.get() - before;
    }
}
