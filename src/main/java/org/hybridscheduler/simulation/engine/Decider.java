package org.hybridscheduler.simulation.engine;

import org.hybridscheduler.scheduling.Assignment;
import org.hybridscheduler.scheduling.ClusterView;
import org.hybridscheduler.scheduling.EarlyBinding;
import org.hybridscheduler.scheduling.LateBinding;
import org.hybridscheduler.scheduling.Placement;
import org.hybridscheduler.scheduling.SchedulingStrategy;
import org.hybridscheduler.scheduling.Task;

/** Asks a strategy for its decisions and times them if somebody listens, as {@link DecisionListener} says. */
final class Decider {

    /** Null where it binds late. */
    private final EarlyBinding early;
    /** Null where it binds early. */
    private final LateBinding late;
    private final DecisionListener listener;
    private final boolean timed;
    /** What the next decision of a late-binding strategy has taken so far. */
    private long spentNanos;

    Decider(String name, SchedulingStrategy strategy, DecisionListener listener) {
        early = strategy instanceof EarlyBinding binding ? binding : null;
        late = strategy instanceof LateBinding binding ? binding : null;
        if (early == null && late == null) {
            throw new IllegalArgumentException(name + " is neither EarlyBinding nor LateBinding");
        }
        this.listener = listener;
        timed = listener != DecisionListener.NONE;
    }

    /** Whether it places a task as soon as it is ready; else it is given tasks, and asked which to start. */
    boolean bindsEarly() {
        return early != null;
    }

    Placement place(Task task, ClusterView cluster) {
        if (!timed) {
            return early.place(task, cluster);
        }
        long begun = listener.nanoTime();
        Placement placement = early.place(task, cluster);
        listener.decided(listener.nanoTime() - begun);
        return placement;
    }

    void enqueue(Task task, ClusterView cluster) {
        if (!timed) {
            late.enqueue(task, cluster);
            return;
        }
        long begun = listener.nanoTime();
        late.enqueue(task, cluster);
        spentNanos += listener.nanoTime() - begun;
    }

    Assignment dispatch(ClusterView cluster) {
        if (!timed) {
            return late.dispatch(cluster);
        }
        long begun = listener.nanoTime();
        Assignment assignment = late.dispatch(cluster);
        spentNanos += listener.nanoTime() - begun;
        if (assignment != null) {
            listener.decided(spentNanos);
            spentNanos = 0;
        }
        return assignment;
    }
}
