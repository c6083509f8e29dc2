package org.hybridscheduler.caching.control;

import jakarta.json.bind.annotation.JsonbNillable;

/**
 * One cache since its statistics were last reset; null is unknown.
 *
 * @param removals  single entries removed on purpose
 * @param evictions entries pushed out for want of room
 * @param errors    operations the backend failed
 * @param size      entries held now
 */
@JsonbNillable
public record NamespaceStatistics(long hits, long misses, long puts, long removals, Long evictions, long errors,
                                  Long size, long ttlSeconds) {
}
