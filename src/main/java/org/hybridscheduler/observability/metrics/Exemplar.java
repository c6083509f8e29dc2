package org.hybridscheduler.observability.metrics;

import java.time.Instant;
import org.hybridscheduler.observability.tracing.TraceIds;

/** One observation of a bucket, and the trace in which it was made. */
public record Exemplar(TraceIds trace, double value, Instant time) {
}
