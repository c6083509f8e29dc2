package org.hybridscheduler.scheduling.policy;

import java.util.HashMap;
import java.util.Map;
import org.hybridscheduler.scheduling.ClusterView;
import org.hybridscheduler.scheduling.Placement;
import org.hybridscheduler.scheduling.Task;

/** The work that devices have been given and not finished, by expected seconds. */
final class Backlog {

    private record Booking(Placement placement, double seconds) {
    }

    private final Map<Long, Booking> bookings = new HashMap<>();
    private final double[] booked;
    private final int[] tasks;

    Backlog(int devices) {
        booked = new double[devices];
        tasks = new int[devices];
    }

    /** Counts a task, started or to start, as this long at each of its devices. */
    void add(Task task, Placement placement, double seconds) {
        bookings.put(task.id(), new Booking(placement, seconds));
        book(placement.cpu(), seconds, 1);
        book(placement.gpu(), seconds, 1);
    }

    /** Counts the task no longer; nothing where it does not count. */
    void remove(Task task) {
        Booking booking = bookings.remove(task.id());
        if (booking != null) {
            book(booking.placement.cpu(), -booking.seconds, -1);
            book(booking.placement.gpu(), -booking.seconds, -1);
        }
    }

    private void book(int device, double seconds, int count) {
        if (device >= 0) {
            tasks[device] += count;
            // No rounding error outlives an empty device.
            booked[device] = tasks[device] == 0 ? 0 : booked[device] + seconds;
        }
    }

    /** When the device is expected to have done all that it has been given; now, where that should be over. */
    double freeAt(int device, ClusterView cluster) {
        double remaining = booked[device];
        Task running = cluster.running(device);
        if (running != null) {
            Booking booking = bookings.get(running.id());
            if (booking != null) {
                remaining -= Math.min(cluster.now() - cluster.runningSince(device), booking.seconds);
            }
        }
        return cluster.now() + Math.max(0, remaining);
    }
}
