package org.hybridscheduler.observability.metrics;

import java.io.OutputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Gauge;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.Metric;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Snapshot;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;

/** As much of a server's registry as the application uses; asked for anything else it throws. */
public final class InMemoryRegistry implements InvocationHandler {

    private final Map<MetricID, Metric> metrics = new LinkedHashMap<>();
    private final Map<String, Metadata> metadata = new LinkedHashMap<>();

    /** The registry that puts its metrics here. */
    public MetricRegistry registry() {
        return (MetricRegistry) Proxy.newProxyInstance(MetricRegistry.class.getClassLoader(),
                new Class<?>[] {MetricRegistry.class}, this);
    }

    Map<MetricID, Metric> metrics() {
        return metrics;
    }

    /** Puts in what a server measures. */
    void put(Metadata about, Metric metric, Tag... tags) {
        metadata.put(about.getName(), about);
        metrics.put(new MetricID(about.getName(), tags), metric);
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "counter" -> register(new CountingCounter(), arguments[0], arguments[1]);
            case "timer" -> register(new SummingTimer(), arguments[0], arguments[1]);
            case "gauge" -> register(gauge((Supplier<?>) arguments[1]), arguments[0], arguments[2]);
            case "getMetrics" -> metrics;
            case "getMetadata" -> metadata.get((String) arguments[0]);
            default -> throw new UnsupportedOperationException(method.toString());
        };
    }

    private Metric register(Metric metric, Object about, Object tags) {
        put((Metadata) about, metric, (Tag[]) tags);
        return metric;
    }

    private static Gauge<Number> gauge(Supplier<?> supplier) {
        return () -> (Number) supplier.get();
    }

    /** Counts. */
    static final class CountingCounter implements Counter {

        private final LongAdder count = new LongAdder();

        @Override
        public void inc() {
            inc(1);
        }

        @Override
        public void inc(long more) {
            count.add(more);
        }

        @Override
        public long getCount() {
            return count.sum();
        }
    }

    /** Keeps the number of durations and their sum. */
    static final class SummingTimer implements Timer {

        private final LongAdder count = new LongAdder();
        private final LongAdder nanos = new LongAdder();

        @Override
        public void update(Duration duration) {
            count.increment();
            nanos.add(duration.toNanos());
        }

        @Override
        public Duration getElapsedTime() {
            return Duration.ofNanos(nanos.sum());
        }

        @Override
        public long getCount() {
            return count.sum();
        }

        @Override
        public <T> T time(Callable<T> work) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void time(Runnable work) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Context time() {
            throw new UnsupportedOperationException();
        }

        /** With one quantile, the mean. */
        @Override
        public Snapshot getSnapshot() {
            return new Snapshot() {
                @Override
                public long size() {
                    return count.sum();
                }

                @Override
                public double getMax() {
                    return getMean();
                }

                @Override
                public double getMean() {
                    return (double) nanos.sum() / count.sum();
                }

                @Override
                public PercentileValue[] percentileValues() {
                    return new PercentileValue[] {new PercentileValue(0.5, getMean())};
                }

                @Override
                public HistogramBucket[] bucketValues() {
                    return new HistogramBucket[0];
                }

                @Override
                public void dump(OutputStream output) {
                    throw new UnsupportedOperationException();
                }
            };
        }
    }
}
