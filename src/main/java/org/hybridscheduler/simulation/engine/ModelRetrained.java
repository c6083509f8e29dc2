package org.hybridscheduler.simulation.engine;

import java.time.Duration;
import java.time.Instant;

/**
 * Event: a strategy's model was trained anew. A training that failed is none.
 *
 * @param took wall-clock time
 * @param at wall-clock time of the end
 */
public record ModelRetrained(String strategy, Duration took, Instant at) {
}
