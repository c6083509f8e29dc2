package org.hybridscheduler.caching.control;

import java.util.Collection;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import org.hybridscheduler.caching.failover.spi.Operation;
import org.hybridscheduler.caching.failover.spi.Outcome;

/**
 * One cache in one backend, since its statistics were last reset; what is empty is unknown.
 *
 * @param removals         single entries removed on purpose
 * @param errors           operations the backend failed
 * @param averageGetMicros average time of a get that was answered, in microseconds; unknown before the first
 * @param evictions        entries pushed out for want of room
 * @param size             entries held now
 */
public record BackendStatistics(long hits, long misses, long puts, long removals, long errors,
                                OptionalDouble averageGetMicros, OptionalLong evictions, OptionalLong size) {

    private static final double NANOS_PER_MICRO = 1e3;

    static BackendStatistics of(OperationCounts counts, OptionalLong evictions, OptionalLong size) {
        long hits = counts.sinceReset(Operation.GET, Outcome.HIT);
        long misses = counts.sinceReset(Operation.GET, Outcome.MISS);
        return new BackendStatistics(hits, misses, counts.sinceReset(Operation.SET, Outcome.SUCCESS),
                counts.sinceReset(Operation.DELETE, Outcome.SUCCESS), counts.errorsSinceReset(),
                average(counts.getNanosSinceReset() / NANOS_PER_MICRO, hits + misses), evictions, size);
    }

    /** The backends together; what is unknown of the one that serves is unknown of all. */
    static BackendStatistics of(Collection<BackendStatistics> backends, OptionalLong evictions, OptionalLong size) {
        ToLongFunction<BackendStatistics> gets = each -> each.hits + each.misses;
        double micros = backends.stream().mapToDouble(
                each -> each.averageGetMicros.orElse(0) * gets.applyAsLong(each)).sum();
        return new BackendStatistics(sum(backends, BackendStatistics::hits), sum(backends, BackendStatistics::misses),
                sum(backends, BackendStatistics::puts), sum(backends, BackendStatistics::removals),
                sum(backends, BackendStatistics::errors), average(micros, sum(backends, gets)), evictions, size);
    }

    private static long sum(Collection<BackendStatistics> backends, ToLongFunction<BackendStatistics> figure) {
        return backends.stream().mapToLong(figure).sum();
    }

    private static OptionalDouble average(double micros, long count) {
        return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(micros / count);
    }
}
