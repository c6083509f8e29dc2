package org.hybridscheduler.simulation.engine;

import java.util.Arrays;

/**
 * The events to come, ordered by time, kind and the order in which they were scheduled; of each kind at most one for each
 * device. A binary heap over parallel arrays, so that no event is an object of its own. Not thread-safe.
 */
final class EventQueue {

    private static final EventKind[] KINDS = EventKind.values();
    /** Sequence numbers stay below: at a billion events a second for two years. */
    private static final int KIND_SHIFT = 56;

    private double[] times = new double[16];
    /** Kind in the high bits, sequence number in the low ones. */
    private long[] ranks = new long[16];
    private int[] devices = new int[16];
    private int size;
    private long scheduled;

    boolean isEmpty() {
        return size == 0;
    }

    /** The earliest event's time, positive infinity when there is none. */
    double nextTime() {
        return size == 0 ? Double.POSITIVE_INFINITY : times[0];
    }

    /** The kind of the earliest event. */
    EventKind nextKind() {
        return KINDS[(int) (ranks[0] >>> KIND_SHIFT)];
    }

    void schedule(double time, EventKind kind, int device) {
        if (size == times.length) {
            times = Arrays.copyOf(times, 2 * size);
            ranks = Arrays.copyOf(ranks, 2 * size);
            devices = Arrays.copyOf(devices, 2 * size);
        }
        rise(size++, time, (long) kind.ordinal() << KIND_SHIFT | scheduled++, device);
    }

    /** Takes the earliest event out and answers its device. */
    int poll() {
        int device = devices[0];
        removeAt(0);
        return device;
    }

    /**
     * Takes out an event that will not happen.
     *
     * @throws IllegalArgumentException where it is not scheduled
     */
    void cancel(EventKind kind, int device) {
        for (int i = 0; i < size; i++) {
            if (devices[i] == device && ranks[i] >>> KIND_SHIFT == kind.ordinal()) {
                removeAt(i);
                return;
            }
        }
        throw new IllegalArgumentException("No " + kind + " of device " + device + " is scheduled");
    }

    private void removeAt(int hole) {
        int last = --size;
        if (hole == last) {
            return;
        }
        double time = times[last];
        long rank = ranks[last];
        int device = devices[last];
        if (hole > 0 && before(time, rank, (hole - 1) >>> 1)) {
            rise(hole, time, rank, device);
        } else {
            sink(hole, time, rank, device);
        }
    }

    private void rise(int from, double time, long rank, int device) {
        int hole = from;
        while (hole > 0) {
            int parent = (hole - 1) >>> 1;
            if (!before(time, rank, parent)) {
                break;
            }
            move(parent, hole);
            hole = parent;
        }
        put(hole, time, rank, device);
    }

    private void sink(int from, double time, long rank, int device) {
        int hole = from;
        int child;
        while ((child = 2 * hole + 1) < size) {
            if (child + 1 < size && before(times[child + 1], ranks[child + 1], child)) {
                child++;
            }
            if (before(time, rank, child)) {
                break;
            }
            move(child, hole);
            hole = child;
        }
        put(hole, time, rank, device);
    }

    private boolean before(double time, long rank, int other) {
        return time < times[other] || time == times[other] && rank < ranks[other];
    }

    private void move(int from, int to) {
        times[to] = times[from];
        ranks[to] = ranks[from];
        devices[to] = devices[from];
    }

    private void put(int at, double time, long rank, int device) {
        times[at] = time;
        ranks[at] = rank;
        devices[at] = device;
    }
}
