package org.hybridscheduler.scheduling;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * What a strategy is built from.
 *
 * @param cluster the cluster that it places on
 * @param featureNames names of the tasks' features, in their order
 * @param random the strategy's own random stream
 * @param trainer runs the training of models; a model takes over at a point of the run that does not depend on how
 *     fast this is
 * @param parameters a value for each parameter that the strategy declares
 */
public record StrategyContext(ClusterSpec cluster, List<String> featureNames, RandomGenerator random, Executor trainer,
        Map<String, Double> parameters) {

    public StrategyContext {
        Objects.requireNonNull(cluster, "cluster");
        Objects.requireNonNull(random, "random");
        Objects.requireNonNull(trainer, "trainer");
        featureNames = List.copyOf(featureNames);
        parameters = Map.copyOf(parameters);
    }

    /**
     * The value of a declared parameter.
     *
     * @throws IllegalArgumentException where the strategy did not declare it
     */
    public double parameter(String name) {
        Double value = parameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException("No parameter '" + name + "' among " + parameters.keySet()
                    + ". Maybe it is missing in the strategy's annotation?");
        }
        return value;
    }
}
