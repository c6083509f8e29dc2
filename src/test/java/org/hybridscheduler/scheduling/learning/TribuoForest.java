package org.hybridscheduler.scheduling.learning;

import java.util.Arrays;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.common.tree.RandomForestTrainer;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.ensemble.AveragingCombiner;
import org.tribuo.regression.rtree.CARTJointRegressionTrainer;
import org.tribuo.regression.rtree.impurity.MeanSquaredError;

/** Somebody else's random forest: Tribuo's, whose splits fall between values, not between bins. */
final class TribuoForest {

    /** Held, since loggers are weakly referenced: Tribuo would tell of each tree at INFO. */
    private static final Logger TRIBUO = Logger.getLogger("org.tribuo");

    private static final int MIN_ROWS_TO_SPLIT = 6;

    private final String[] names;
    private final Model<Regressor> model;

    TribuoForest(double[][] rows, double[] targets, int trees, int maxDepth, long seed) {
        TRIBUO.setLevel(Level.WARNING);
        names = new String[rows[0].length];
        Arrays.setAll(names, input -> "input " + input);
        RegressionFactory factory = new RegressionFactory();
        MutableDataset<Regressor> dataset =
                new MutableDataset<>(new SimpleDataSourceProvenance("rows", factory), factory);
        for (int row = 0; row < rows.length; row++) {
            dataset.add(example(rows[row], targets[row]));
        }
        float inputsPerSplit = Math.min(0.999f, Math.max(4, (names.length + 1) / 2) / (float) names.length);
        CARTJointRegressionTrainer tree = new CARTJointRegressionTrainer(maxDepth, MIN_ROWS_TO_SPLIT, 0,
                inputsPerSplit, false, new MeanSquaredError(), false, seed);
        model = new RandomForestTrainer<>(tree, new AveragingCombiner(), trees, seed).train(dataset);
    }

    double predict(double[] row) {
        return model.predict(example(row, 0)).getOutput().getValues()[0];
    }

    private ArrayExample<Regressor> example(double[] row, double target) {
        return new ArrayExample<>(new Regressor("target", target), names, row);
    }
}
