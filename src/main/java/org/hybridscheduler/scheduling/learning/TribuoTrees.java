package org.hybridscheduler.scheduling.learning;

import java.util.function.ToDoubleBiFunction;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.common.tree.LeafNode;
import org.tribuo.common.tree.Node;
import org.tribuo.common.tree.RandomForestTrainer;
import org.tribuo.common.tree.SplitNode;
import org.tribuo.common.tree.TreeModel;
import org.tribuo.ensemble.WeightedEnsembleModel;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.ensemble.AveragingCombiner;
import org.tribuo.regression.rtree.CARTJointRegressionTrainer;
import org.tribuo.regression.rtree.impurity.MeanSquaredError;

/**
 * Grows a random forest (Breiman, Machine Learning 45, 2001) with Tribuo and copies it: Tribuo's own prediction looks
 * names up and takes tens of times as long.
 */
final class TribuoTrees {

    /** A node with fewer rows is not split. A leaf may be smaller: Tribuo sets no minimum for one. */
    private static final int MIN_ROWS_TO_SPLIT = 6;
    private static final int MIN_INPUTS_PER_SPLIT = 4;
    private static final int BINS = 32;
    private static final String TARGET = "log_seconds";

    /** Held, since loggers are weakly referenced: Tribuo would tell of each tree at INFO. */
    private static final Logger TRIBUO = Logger.getLogger("org.tribuo");

    static {
        TRIBUO.setLevel(Level.WARNING);
    }

    private final int trees;
    private final int maxDepth;

    TribuoTrees(int trees, int maxDepth) {
        this.trees = trees;
        this.maxDepth = maxDepth;
    }

    /**
     * Grows a forest.
     *
     * @param rows inputs, one array a row, at least one
     * @param targets their outcomes, around 0: Tribuo sums squares in single precision, where a large mean would drown
     *     a small variance
     */
    FlatForest grow(double[][] rows, double[] targets, long seed) {
        QuantileBins[] bins = bins(rows);
        int[] varying = IntStream.range(0, bins.length).filter(i -> bins[i].count() > 1).toArray();
        if (varying.length == 0) {
            varying = new int[] {0};
        }
        double[][] binned = new double[rows.length][varying.length];
        for (int row = 0; row < rows.length; row++) {
            for (int i = 0; i < varying.length; i++) {
                binned[row][i] = bins[varying[i]].bin(rows[row][varying[i]]);
            }
        }
        return copy(train(binned, targets, seed), varying, (input, split) -> bins[input].threshold(split));
    }

    /** Tribuo's forest on the rows as they are. */
    WeightedEnsembleModel<Regressor> train(double[][] rows, double[] targets, long seed) {
        RegressionFactory factory = new RegressionFactory();
        MutableDataset<Regressor> dataset =
                new MutableDataset<>(new SimpleDataSourceProvenance("observations", factory), factory);
        String[] names = names(rows[0].length);
        for (int row = 0; row < rows.length; row++) {
            dataset.add(new ArrayExample<>(new Regressor(TARGET, targets[row]), names, rows[row]));
        }
        CARTJointRegressionTrainer tree = new CARTJointRegressionTrainer(maxDepth, MIN_ROWS_TO_SPLIT, 0,
                inputsPerSplit(names.length), false, new MeanSquaredError(), false, seed);
        return (WeightedEnsembleModel<Regressor>) new RandomForestTrainer<>(tree, new AveragingCombiner(), trees, seed)
                .train(dataset);
    }

    /**
     * The fraction of inputs that a split is looked for among: half, but not of a few, for Tribuo ends a branch when
     * those drawn do not vary there. A forest of Tribuo's refuses 1, yet the number drawn is rounded.
     */
    private static float inputsPerSplit(int inputs) {
        return Math.min(0.999f, (float) Math.max(MIN_INPUTS_PER_SPLIT, (inputs + 1) / 2) / inputs);
    }

    /** Names whose alphabetical order, by which Tribuo numbers its features, is that of the inputs. */
    static String[] names(int inputs) {
        String[] names = new String[inputs];
        for (int i = 0; i < inputs; i++) {
            names[i] = String.valueOf(1_000_000 + i);
        }
        return names;
    }

    /**
     * The same trees with their splits translated.
     *
     * @param inputs for each of the trees' inputs the number of the forest's
     * @param threshold the forest's threshold for its input and the trees' split
     */
    static FlatForest copy(WeightedEnsembleModel<Regressor> forest, int[] inputs,
            ToDoubleBiFunction<Integer, Double> threshold) {
        FlatForest.Builder flat = new FlatForest.Builder();
        for (Model<Regressor> tree : forest.getModels()) {
            copy(((TreeModel<Regressor>) tree).getRoot(), flat.tree(), inputs, threshold);
        }
        return flat.build();
    }

    private static void copy(Node<Regressor> node, FlatForest.Builder flat, int[] inputs,
            ToDoubleBiFunction<Integer, Double> threshold) {
        if (node instanceof SplitNode<Regressor> split) {
            int input = inputs[split.getFeatureID()];
            int number = flat.split(input, threshold.applyAsDouble(input, split.splitValue()));
            copy(split.getLessThanOrEqual(), flat, inputs, threshold);
            copy(split.getGreaterThan(), flat.right(number), inputs, threshold);
        } else {
            Regressor outcome = ((LeafNode<Regressor>) node).getOutput();
            flat.leaf(outcome.getValues()[0], outcome.getVariances()[0]);
        }
    }

    private static QuantileBins[] bins(double[][] rows) {
        QuantileBins[] bins = new QuantileBins[rows[0].length];
        double[] column = new double[rows.length];
        for (int i = 0; i < bins.length; i++) {
            for (int row = 0; row < rows.length; row++) {
                column[row] = rows[row][i];
            }
            bins[i] = QuantileBins.of(column, BINS);
        }
        return bins;
    }
}
