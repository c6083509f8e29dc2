package org.hybridscheduler.caching.failover.spi;

/** What was asked of a cache, for the one entry it concerns; {@code INVALIDATE} concerns all of them. */
public enum Operation {
    GET, SET, DELETE, INVALIDATE
}
