package org.hybridscheduler.caching.failover.jcache;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.cache.CacheException;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.EntryProcessorException;
import javax.cache.processor.EntryProcessorResult;
import org.hybridscheduler.caching.failover.jcache.Change.Done;
import org.hybridscheduler.caching.failover.spi.Operation;
import org.hybridscheduler.caching.failover.spi.StoredEntry;

/**
 * Runs entry processors, on the caller's thread. What one does happens at once or not at all; a processor whose entry
 * another node changed meanwhile runs again on what is there then.
 */
final class Processing {

    private final Core core;
    private final Types types;

    Processing(Core core, Types types) {
        this.core = core;
        this.types = types;
    }

    /** One run: what it returned and the entry as it left it. */
    private static final class Run {
        private ProcessedEntry entry;
        private Object result;
    }

    @SuppressWarnings("unchecked")
    <T> T invoke(Object key, EntryProcessor<?, ?, T> processor, Object... arguments) {
        return core.meter().measured(Operation.GET, began -> {
            Run run = new Run();
            Done done = core.entries().changeInTurn(key, core.codec().encodeKey(key), (live, now) -> {
                run.entry = new ProcessedEntry(key, live, core.source(), types);
                run.result = process((EntryProcessor<Object, Object, T>) processor, run.entry, arguments);
                return change(run.entry, live, now);
            });
            count(run.entry, done, began);
            return (T) run.result;
        });
    }

    <T> Map<Object, EntryProcessorResult<T>> invokeAll(Set<?> keys, EntryProcessor<?, ?, T> processor,
                                                       Object... arguments) {
        Map<Object, EntryProcessorResult<T>> results = new HashMap<>();
        for (Object key : keys) {
            try {
                T result = invoke(key, processor, arguments);
                if (result != null) {
                    results.put(key, () -> result);
                }
            } catch (EntryProcessorException e) {
                results.put(key, () -> {
                    throw e;
                });
            } catch (RuntimeException e) {
                results.put(key, () -> {
                    throw new EntryProcessorException(e);
                });
            }
        }
        return results;
    }

    private static <T> T process(EntryProcessor<Object, Object, T> processor, ProcessedEntry entry,
                                 Object[] arguments) {
        try {
            return processor.process(entry, arguments);
        } catch (CacheException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new EntryProcessorException(e);
        }
    }

    private Change change(ProcessedEntry entry, StoredEntry live, long now) {
        return switch (entry.act()) {
            case NONE -> Change.KEEP;
            case READ -> core.expiry().access(live, now);
            case LOADED -> core.expiry().create(entry.value(), now);
            case SET -> {
                core.sink().write(entry.getKey(), entry.value()).run();
                yield core.expiry().write(live, entry.value(), now);
            }
            case REMOVED -> {
                core.sink().delete(entry.getKey()).run();
                yield Change.REMOVE;
            }
        };
    }

    private void count(ProcessedEntry entry, Done done, long began) {
        Meter meter = core.meter();
        switch (entry.act()) {
            case SET -> {
                meter.found(done.hit());
                meter.set(done.wrote(), began);
            }
            case REMOVED -> {
                meter.found(done.hit());
                meter.deleted(done.removed(), began);
            }
            default -> meter.got(done.hit(), began);
        }
    }
}
