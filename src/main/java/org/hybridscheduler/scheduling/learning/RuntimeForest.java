package org.hybridscheduler.scheduling.learning;

import java.io.IOException;
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

        private void writeTo(ModelWriter out) throws IOException {
            common.writeTo(out);
            groups.writeTo(out);
        }

        private static KindTrends read(ModelReader in) {
            return new KindTrends(LinearTrend.read(in), GroupTrends.read(in));
        }
    }

    /**
     * What was learned of both kinds together.
     *
     * @param groupVariance how widely groups lie apart in ln(seconds), beyond the trends of all
     */
    record Shared(TaskEncoding encoding, GroupTrends groups, FlatForest forest, double groupVariance) {

        private void writeTo(ModelWriter out) throws IOException {
            encoding.writeTo(out);
            groups.writeTo(out);
            forest.writeTo(out);
            out.number(groupVariance);
        }

        private static Shared read(ModelReader in) {
            return new Shared(TaskEncoding.read(in), GroupTrends.read(in), FlatForest.read(in), in.real());
        }
    }

    /** Writes the kinds that it knows, and what they share where there is one. */
    void writeTo(ModelWriter out) throws IOException {
        out.number(trends.size());
        for (Map.Entry<DeviceKind, KindTrends> kind : trends.entrySet()) {
            out.text(kind.getKey().name());
            kind.getValue().writeTo(out);
        }
        if (!trends.isEmpty()) {
            shared.writeTo(out);
        }
    }

    static RuntimeForest read(ModelReader in) {
        Map<DeviceKind, KindTrends> trends = new EnumMap<>(DeviceKind.class);
        for (int left = in.length(Integer.BYTES); left > 0; left--) {
            trends.put(DeviceKind.valueOf(in.text()), KindTrends.read(in));
        }
        return new RuntimeForest(trends, trends.isEmpty() ? null : Shared.read(in));
    }

    @Override
    public boolean knows(DeviceKind kind) {
        return trends.containsKey(kind);
    }

    /** {@inheritDoc} Throws {@link IllegalArgumentException} for a task with another number of features. */
    @Override
    public RuntimeEstimate predict(Task task, DeviceKind kind) {
        return predict(task, kind, true);
    }

    /** {@inheritDoc} Throws {@link IllegalArgumentException} for a task with another number of features. */
    @Override
    public RuntimeEstimate predictWithoutGroup(Task task, DeviceKind kind) {
        return predict(task, kind, false);
    }

    private RuntimeEstimate predict(Task task, DeviceKind kind, boolean grouped) {
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
        double trend = own.common().at(room);
        double beyond = encoding.extrapolationVariance(room);
        if (grouped) {
            trend += shared.groups().at(task.group(), room) + own.groups().at(task.group(), room);
            beyond += shared.groups().knows(task.group()) ? 0 : shared.groupVariance();
        }
        return shared.forest().predict(room, trend, beyond);
    }
}
