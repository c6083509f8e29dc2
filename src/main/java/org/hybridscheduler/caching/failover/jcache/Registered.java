package org.hybridscheduler.caching.failover.jcache;

import java.lang.management.ManagementFactory;
import java.net.URI;
import javax.cache.CacheException;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * An MXBean that can be registered under the name JSR-107 gives it. Managers of other class loaders may have taken the
 * name, which knows only their URI: then theirs stays.
 */
final class Registered {

    private final ObjectName name;
    private final Object bean;
    private boolean registered;
    private boolean closed;

    /**
     * Registers nothing yet.
     *
     * @param type {@code CacheConfiguration} or {@code CacheStatistics}
     */
    Registered(String type, URI manager, String cache, Object bean) {
        this.bean = bean;
        try {
            name = new ObjectName("javax.cache:type=%s,CacheManager=%s,Cache=%s".formatted(type,
                    clean(manager.toString()), clean(cache)));
        } catch (JMException e) {
            throw new CacheException("Cache %s of %s has no name in JMX".formatted(cache, manager), e);
        }
    }

    // As the reference implementation does, so that a name can be found whichever provider there is.
    private static String clean(String part) {
        return part.replaceAll("[,:=\n]", ".");
    }

    /** Unregisters it, for good. */
    synchronized void close() {
        closed = true;
        register(false);
    }

    synchronized void register(boolean wanted) {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        try {
            if (wanted && !registered && !closed) {
                server.registerMBean(bean, name);
                registered = true;
            } else if (!wanted && registered) {
                registered = false;
                server.unregisterMBean(name);
            }
        } catch (InstanceAlreadyExistsException | InstanceNotFoundException e) {
            // Somebody else's, or gone already.
            return;
        } catch (JMException e) {
            throw new CacheException("JMX refused %s".formatted(name), e);
        }
    }
}
