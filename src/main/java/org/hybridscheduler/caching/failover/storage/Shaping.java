package org.hybridscheduler.caching.failover.storage;

import javax.cache.configuration.Configuration;
import javax.cache.configuration.MutableConfiguration;
import org.hybridscheduler.caching.failover.spi.StoreSettings;

/** Makes of a plain configuration what a product wants: its own class of it, a limit of entries, a format. */
@FunctionalInterface
public interface Shaping {

    /** Leaves it as it is. */
    Shaping NONE = (physicalName, settings, base) -> base;

    /**
     * Makes the configuration of a physical cache.
     *
     * @param settings of the logical cache; where a cache is opened only to be destroyed, its name is the physical one
     * @param base     holds the expiry policy, which the result must keep: entries would expire too early by another
     */
    Configuration<String, Object> shape(String physicalName, StoreSettings settings,
                                        MutableConfiguration<String, Object> base);
}
