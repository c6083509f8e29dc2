package org.hybridscheduler.caching.failover.spi;

import java.time.Duration;
import java.util.Objects;

/**
 * How long the primary may take and when it counts as failed.
 *
 * @param name       tells this group of nodes from others that share a primary; part of physical names
 * @param bound      the most that a failing primary may cost one operation; its time-out is two thirds of it
 * @param failures   consecutive failed reads after which the breaker opens without asking a probe
 * @param heartbeat  how often the primary is looked at while it serves
 * @param probe      how often it is tried while it does not
 * @param probes     consecutive good probes before it serves again
 * @param quarantine how long after its end a generation is swept again, for commands that came late
 * @param startWait  how long the making of a cache manager waits for the primary's first probe
 */
public record FailoverSettings(String name, Duration bound, int failures, Duration heartbeat, Duration probe,
                               int probes, Duration quarantine, Duration startWait) {

    /** The defaults. */
    public static final FailoverSettings DEFAULTS = new FailoverSettings("failover", Duration.ofMillis(150), 3,
            Duration.ofMillis(250), Duration.ofMillis(100), 2, Duration.ofMinutes(1), Duration.ZERO);

    public FailoverSettings {
        Objects.requireNonNull(name, "name");
        require("bound", bound, Duration.ofMillis(3), Duration.ofMinutes(1));
        require("heartbeat", heartbeat, Duration.ofMillis(1), Duration.ofMinutes(1));
        require("probe", probe, Duration.ofMillis(1), Duration.ofMinutes(1));
        require("quarantine", quarantine, Duration.ZERO, Duration.ofDays(1));
        require("startWait", startWait, Duration.ZERO, Duration.ofMinutes(10));
        require("failures", failures);
        require("probes", probes);
    }

    /** How long one call of the primary may take. */
    public Duration timeout() {
        return bound.multipliedBy(2).dividedBy(3);
    }

    private static void require(String what, Duration value, Duration min, Duration max) {
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new IllegalArgumentException("%s is %s, allowed is %s to %s. Maybe its unit is another?".formatted(
                    what, value, min, max));
        }
    }

    private static void require(String what, int value) {
        if (value < 1 || value > 100) {
            throw new IllegalArgumentException("%s is %d, allowed is 1 to 100".formatted(what, value));
        }
    }
}
