package org.hybridscheduler.caching.control;

import java.time.Duration;
import java.util.Properties;
import org.hybridscheduler.caching.failover.FailoverProperties;
import org.hybridscheduler.caching.failover.spi.FailoverSettings;

/** Settings as the properties that the failover provider reads. */
final class FailoverOptions {

    private FailoverOptions() {
    }

    static Properties of(FailoverSettings settings) {
        Properties properties = new Properties();
        properties.put(FailoverProperties.NAME, settings.name());
        properties.put(FailoverProperties.BOUND, millis(settings.bound()));
        properties.put(FailoverProperties.FAILURES, Integer.toString(settings.failures()));
        properties.put(FailoverProperties.HEARTBEAT, millis(settings.heartbeat()));
        properties.put(FailoverProperties.PROBE, millis(settings.probe()));
        properties.put(FailoverProperties.PROBES, Integer.toString(settings.probes()));
        properties.put(FailoverProperties.QUARANTINE, millis(settings.quarantine()));
        properties.put(FailoverProperties.START_WAIT, millis(settings.startWait()));
        return properties;
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
