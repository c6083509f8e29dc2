package org.hybridscheduler.caching.control;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;

/** Notes which counters were asked for, and what they counted. */
final class RecordedMetrics implements CacheMetrics {

    final List<String> asked = new CopyOnWriteArrayList<>();
    final List<String> counted = new CopyOnWriteArrayList<>();

    private Runnable counter(String... labels) {
        String text = String.join(" ", labels);
        asked.add(text);
        return () -> counted.add(text);
    }

    @Override
    public LongConsumer operations(String operation, String result, String namespace, String backend) {
        Runnable counter = counter(operation, result, namespace, backend);
        return nanos -> counter.run();
    }

    @Override
    public Runnable undecodable(String namespace, String backend) {
        return counter("undecodable", namespace, backend);
    }

    @Override
    public Runnable loads(String namespace, String result) {
        return counter(result, namespace);
    }
}
