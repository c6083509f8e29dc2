package org.hybridscheduler.scheduling.policy;

import org.hybridscheduler.scheduling.ClusterView;
import org.hybridscheduler.scheduling.DeviceKind;

/**
 * How many waiting tasks a second on a device delays: while tasks are planned one after the other, those behind that would
 * rather run on a device of that kind. To place a task where its own finish plus the delay of others is least is the rule
 * of S. Anand, N. Garg, A. Kumar, "Resource augmentation for weighted flow-time explained by dual fitting", SODA 2012.
 */
final class DelayedTasks {

    /** Of those behind, some will run elsewhere, and some are delayed anyway. */
    private static final double SHARE = 0.5;

    private final int[] waiting = new int[DeviceKind.values().length];
    private final int[] behind = new int[waiting.length];
    private final int[] devices = new int[waiting.length];

    /** A task that would rather run on that kind has come to wait. */
    void enter(DeviceKind kind) {
        waiting[kind.ordinal()]++;
    }

    /** Such a task waits no longer. */
    void leave(DeviceKind kind) {
        waiting[kind.ordinal()]--;
    }

    /** Planning begins: all that wait are behind. */
    void plan(ClusterView cluster) {
        for (int kind = 0; kind < waiting.length; kind++) {
            behind[kind] = waiting[kind];
            devices[kind] = 0;
        }
        for (int device = 0; device < cluster.devices(); device++) {
            devices[cluster.kind(device).ordinal()]++;
        }
    }

    /** The next one, that would rather run on that kind, is planned. */
    void passed(DeviceKind kind) {
        behind[kind.ordinal()]--;
    }

    /** Tasks that a second on a device of that kind delays. */
    double byDevice(DeviceKind kind) {
        return SHARE * behind[kind.ordinal()] / devices[kind.ordinal()];
    }
}
