package org.hybridscheduler.scheduling.learning;

import java.util.EnumMap;
import java.util.Map;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.Task;

/**
 * Predicts ln(seconds) for each kind of device: a linear trend, what a task's group adds to it, and a random forest of
 * what these leave over, after Zhang, Nettleton, Zhu, "Regression-enhanced random forests", 2019 (arXiv 1904.10416).
 * Forest and a part of the groups' share are common to both kinds, so that what is seen on one tells of the other. The
 * spread is the root of a sum of variances: between the trees, within the leaves reached (their mean), for inputs beyond
 * the range seen, and for a group never seen.
 */
public final class RuntimeForest implements RuntimeModel {

    /** Each reader's room for the numbers of one task, so that a prediction allocates nothing but its answer. */
    private static final ThreadLocal<double[]> ROOM = ThreadLocal.withInitial(() -> new double[16]);

    private final Map<DeviceKind, KindTrends> trends;
    private final Shared shared;

    /** @param shared may be {@code null} where no kind is known */
    RuntimeForest(Map<DeviceKind, KindTrends> trends, Shared shared) {
        this.trends = new EnumMap<>(DeviceKind.class);
        this.trends.putAll(trends);
        this.shared = shared;
    }

    /** What was learned of one kind: the trend of all tasks and that of each group beyond what kinds share. */
    record KindTrends(LinearTrend common, GroupTrends groups) {
    }

    /**
     * What was learned of both kinds together.
     *
     * @param groupVariance how widely groups lie apart in ln(seconds), beyond the trends of all
     */
    record Shared(TaskEncoding encoding, GroupTrends groups, FlatForest forest, double groupVariance) {
    }

    @Override
    public boolean knows(DeviceKind kind) {
        return trends.containsKey(kind);
    }

    /** {@inheritDoc} Throws {@link IllegalArgumentException} for a task with another number of features. */
    @Override
    public RuntimeEstimate predict(Task task, DeviceKind kind) {
        KindTrends own = trends.get(kind);
        if (own == null) {
            throw new IllegalStateException("The model does not know " + kind + ", only " + trends.keySet()
                    + ". Maybe ask knows first?");
        }
        TaskEncoding encoding = shared.encoding();
        double[] room = ROOM.get();
        if (room.length <= encoding.width()) {
            room = new double[encoding.width() + 1];
            ROOM.set(room);
        }
        encoding.encode(task, room);
        room[encoding.width()] = kind.ordinal();
        double trend = own.common().at(room) + shared.groups().at(task.group(), room)
                + own.groups().at(task.group(), room);
        double unseen = shared.groups().knows(task.group()) ? 0 : shared.groupVariance();
        return shared.forest().predict(room, trend, encoding.extrapolationVariance(room) + unseen);
    }
}
