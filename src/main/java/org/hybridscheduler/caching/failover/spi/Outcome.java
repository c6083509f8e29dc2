package org.hybridscheduler.caching.failover.spi;

/** How an operation ended: {@code HIT} and {@code MISS} for {@code GET}, {@code SUCCESS} for the others. */
public enum Outcome {
    HIT, MISS, SUCCESS, ERROR
}
