package org.hybridscheduler.caching.failover;

/**
 * The properties a cache manager of {@link FailoverCachingProvider} is configured by. Each may also stand in the
 * properties file that the manager's URI names, or be a system property. Where a type other than text is named, the
 * value is such an object or the name of a class of it with a constructor without parameters.
 */
public final class FailoverProperties {

    /** The primary: a {@code Supplier<Backend>}, called in the background and again where it throws. Or see below. */
    public static final String PRIMARY = "failover.primary";

    /** The fallback, or the only backend: a {@code Supplier<Backend>}, called as the manager is made. Or see below. */
    public static final String FALLBACK = "failover.fallback";

    /** After {@link #PRIMARY} or {@link #FALLBACK}: the class name of the JCache provider to use as this backend. */
    public static final String PROVIDER = ".provider";

    /** After {@link #PRIMARY} or {@link #FALLBACK}: the URI that provider is configured by; its default where unset. */
    public static final String URI = ".uri";

    /** After {@link #PRIMARY} or {@link #FALLBACK}: what the backend is called; {@code primary} and {@code fallback}. */
    public static final String NAME_OF_BACKEND = ".name";

    /** A {@code FailoverSettings}, in place of the texts that follow up to {@link #START_WAIT}. */
    public static final String SETTINGS = "failover.settings";

    /** Tells this group of nodes from others that share a primary; {@code failover}. */
    public static final String NAME = "failover.name";

    /** The most that a failing primary may cost one operation, in ms; 150. */
    public static final String BOUND = "failover.bound_ms";

    /** Consecutive failed reads after which the breaker opens without asking a probe; 3. */
    public static final String FAILURES = "failover.failures";

    /** How often the primary is looked at while it serves, in ms; 250. */
    public static final String HEARTBEAT = "failover.heartbeat_ms";

    /** How often the primary is tried while it does not serve, in ms; 100. */
    public static final String PROBE = "failover.probe_ms";

    /** Consecutive good probes before the primary serves again; 2. */
    public static final String PROBES = "failover.probes";

    /** How long after its end a generation of entries is swept again, in ms; 60000. */
    public static final String QUARANTINE = "failover.quarantine_ms";

    /** How long the making of a cache manager waits for the primary, in ms; 0. */
    public static final String START_WAIT = "failover.start_wait_ms";

    /**
     * An {@code EntryCodec.Source}. Java serialization where unset, which is only for backends that nobody else can
     * write to, or with a filter of the JVM's ({@code jdk.serialFilter}).
     */
    public static final String CODEC = "failover.codec";

    /** A {@code FailoverListener}. */
    public static final String LISTENER = "failover.listener";

    /** A {@code NearTier.Source}; no near tiers where unset. */
    public static final String NEAR = "failover.near";

    /** An {@code InvalidationChannel}; no other nodes where unset. */
    public static final String CHANNEL = "failover.channel";

    private FailoverProperties() {
    }
}
