package org.hybridscheduler.caching.failover.jcache;

import java.util.OptionalLong;
import org.hybridscheduler.caching.failover.spi.CacheInspection;

/** A cache as operators see it. */
record Inspection(Core core, BulkOperations bulk) implements CacheInspection {

    @Override
    public String backend() {
        return core.store().backend();
    }

    @Override
    public OptionalLong size() {
        return core.store().size();
    }

    @Override
    public OptionalLong evictions() {
        return core.store().evictions();
    }

    @Override
    public OptionalLong nearSize() {
        return core.near().tier() == null ? OptionalLong.empty() : OptionalLong.of(core.near().tier().size());
    }

    @Override
    public long purge() {
        return bulk.purge();
    }
}
