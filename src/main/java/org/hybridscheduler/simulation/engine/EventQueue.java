package org.hybridscheduler.simulation.engine;

import java.util.Arrays;

/**
 * The finishes to come, earliest first; simultaneous ones in the order in which they were scheduled. A binary heap over
 * parallel arrays, so that no event is an object of its own. Not thread-safe.
 */
final class EventQueue {

    private double[] times = new double[16];
    private long[] sequences = new long[16];
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

    void schedule(double time, int device) {
        if (size == times.length) {
            times = Arrays.copyOf(times, 2 * size);
            sequences = Arrays.copyOf(sequences, 2 * size);
            devices = Arrays.copyOf(devices, 2 * size);
        }
        int hole = size++;
        long sequence = scheduled++;
        while (hole > 0) {
            int parent = (hole - 1) >>> 1;
            if (!before(time, sequence, parent)) {
                break;
            }
            move(parent, hole);
            hole = parent;
        }
        put(hole, time, sequence, device);
    }

    /** Takes the earliest event out and answers its device. */
    int poll() {
        int device = devices[0];
        int last = --size;
        double time = times[last];
        long sequence = sequences[last];
        int hole = 0;
        int child;
        while ((child = 2 * hole + 1) < last) {
            if (child + 1 < last && before(times[child + 1], sequences[child + 1], child)) {
                child++;
            }
            if (before(time, sequence, child)) {
                break;
            }
            move(child, hole);
            hole = child;
        }
        put(hole, time, sequence, devices[last]);
        return device;
    }

    private boolean before(double time, long sequence, int other) {
        return time < times[other] || time == times[other] && sequence < sequences[other];
    }

    private void move(int from, int to) {
        times[to] = times[from];
        sequences[to] = sequences[from];
        devices[to] = devices[from];
    }

    private void put(int at, double time, long sequence, int device) {
        times[at] = time;
        sequences[at] = sequence;
        devices[at] = device;
    }
}
