package org.hybridscheduler.scheduling.learning;

import java.util.function.ToDoubleBiFunction;
import java.util.logging.Level;
import java.util.logging.Logger;
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

    /** A node with fewer rows is not split: leaves hold about three rows and more. */
    private static final int MIN_ROWS_TO_SPLIT = 6;
    private static final float INPUTS_PER_SPLIT = 0.5f;
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
     * @param targets their outcomes
     * @param center near the targets: Tribuo sums squares in single precision, where large means drown small variances
     */
    FlatForest grow(double[][] rows, double[] targets, double center, long seed) {
        QuantileBins[] bins = bins(rows);
        double[][] binned = new double[rows.length][bins.length];
        double[] centered = new double[rows.length];
        for (int row = 0; row < rows.length; row++) {
            centered[row] = targets[row] - center;
            for (int i = 0; i < bins.length; i++) {
                binned[row][i] = bins[i].bin(rows[row][i]);
            }
        }
        return copy(train(binned, centered, seed), (input, split) -> bins[input].threshold(split), center);
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
                INPUTS_PER_SPLIT, false, new MeanSquaredError(), false, seed);
        return (WeightedEnsembleModel<Regressor>) new RandomForestTrainer<>(tree, new AveragingCombiner(), trees, seed)
                .train(dataset);
    }

    /** Names whose alphabetical order, by which Tribuo numbers its features, is that of the inputs. */
    static String[] names(int inputs) {
        String[] names = new String[inputs];
        for (int i = 0; i < inputs; i++) {
            names[i] = String.valueOf(1_000_000 + i);
        }
        return names;
    }

    /** The same trees, with thresholds translated and a constant added to the leaves. */
    static FlatForest copy(WeightedEnsembleModel<Regressor> forest, ToDoubleBiFunction<Integer, Double> threshold,
            double offset) {
        FlatForest.Builder flat = new FlatForest.Builder();
        for (Model<Regressor> tree : forest.getModels()) {
            copy(((TreeModel<Regressor>) tree).getRoot(), flat.tree(), threshold, offset);
        }
        return flat.build();
    }

    private static void copy(Node<Regressor> node, FlatForest.Builder flat,
            ToDoubleBiFunction<Integer, Double> threshold, double offset) {
        if (node instanceof SplitNode<Regressor> split) {
            int number = flat.split(split.getFeatureID(),
                    threshold.applyAsDouble(split.getFeatureID(), split.splitValue()));
            copy(split.getLessThanOrEqual(), flat, threshold, offset);
            copy(split.getGreaterThan(), flat.right(number), threshold, offset);
        } else {
            Regressor outcome = ((LeafNode<Regressor>) node).getOutput();
            flat.leaf(outcome.getValues()[0] + offset, outcome.getVariances()[0]);
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
