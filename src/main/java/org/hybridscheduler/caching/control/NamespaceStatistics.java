package org.hybridscheduler.caching.control;

import java.time.Duration;
import java.util.Map;

/**
 * One cache since its statistics were last reset.
 *
 * @param total    all backends together; evictions and size are those of the backend that serves
 * @param backends by name: those that may serve, and the near tier where there is one
 */
public record NamespaceStatistics(BackendStatistics total, Map<String, BackendStatistics> backends,
                                  Duration timeToLive) {
}
