package org.hybridscheduler.scheduling.learning;

import java.util.EnumMap;
import java.util.Map;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.Task;

/**
 * Predicts ln(seconds) for each kind of device: a linear trend plus a random forest of what the trend leaves over,
 * after Zhang, Nettleton, Zhu, "Regression-enhanced random forests", 2019 (arXiv 1904.10416). The spread is the root of
 * a sum of variances: between the trees, within the leaves reached (their mean), and for inputs beyond the range seen.
 */
public final class RuntimeForest implements RuntimeModel {

    /** Each reader's room for the numbers of one task, so that a prediction allocates nothing but its answer. */
    private static final ThreadLocal<double[]> ROOM = ThreadLocal.withInitial(() -> new double[16]);

    private final Map<DeviceKind, KindForest> forests;

    RuntimeForest(Map<DeviceKind, KindForest> forests) {
        this.forests = new EnumMap<>(DeviceKind.class);
        this.forests.putAll(forests);
    }

    @Override
    public boolean knows(DeviceKind kind) {
        return forests.containsKey(kind);
    }

    /** {@inheritDoc} Throws {@link IllegalArgumentException} for a task with another number of features. */
    @Override
    public RuntimeEstimate predict(Task task, DeviceKind kind) {
        KindForest forest = forests.get(kind);
        if (forest == null) {
            throw new IllegalStateException("The model does not know " + kind + ", only " + forests.keySet()
                    + ". Maybe ask knows first?");
        }
        double[] room = ROOM.get();
        if (room.length < forest.encoding().width()) {
            room = new double[forest.encoding().width()];
            ROOM.set(room);
        }
        return forest.predict(task, room);
    }

    /** What was learned of one kind. */
    record KindForest(TaskEncoding encoding, LinearTrend trend, GroupTrends groups, FlatForest forest) {

        private RuntimeEstimate predict(Task task, double[] room) {
            encoding.encode(task, room);
            return forest.predict(room, trend.at(room) + groups.at(task.group(), room),
                    encoding.extrapolationVariance(room));
        }
    }
}
