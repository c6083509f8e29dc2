package org.hybridscheduler.simulation.engine;

import java.util.SplittableRandom;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.scheduling.Failures;

/**
 * When devices fail and come back: a random stream for each device that depends on the seed and the device alone, so that
 * devices fail at the same times whatever strategy uses them (common random numbers).
 */
final class DeviceFailures {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    /** Sets these streams apart from those that other code derives from the same seed. */
    private static final long PURPOSE = 0x4641494C55524553L;

    private final Failures failures;
    private final EventQueue events;
    private final SplittableRandom[] streams;

    DeviceFailures(ClusterSpec spec, long seed, EventQueue events) {
        failures = spec.failures();
        this.events = events;
        streams = new SplittableRandom[failures.never() ? 0 : spec.devices()];
        for (int device = 0; device < streams.length; device++) {
            streams[device] = new SplittableRandom(
                    new SplittableRandom(seed ^ PURPOSE).nextLong() + device * GOLDEN_GAMMA);
        }
    }

    /** Every device is up at this time, the run's begin. */
    void begin(double now) {
        for (int device = 0; device < streams.length; device++) {
            repaired(device, now);
        }
    }

    /** The device is up from now on, until it fails. */
    void repaired(int device, double now) {
        events.schedule(now + streams[device].nextExponential() * failures.meanSecondsToFailure(), EventKind.FAILURE,
                device);
    }

    /** The device is down from now on, until it is repaired. */
    void failed(int device, double now) {
        events.schedule(now + streams[device].nextExponential() * failures.meanSecondsToRepair(), EventKind.REPAIR,
                device);
    }
}
