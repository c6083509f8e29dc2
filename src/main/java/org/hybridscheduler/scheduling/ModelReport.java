package org.hybridscheduler.scheduling;

import java.util.List;
import java.util.Objects;

/**
 * How a learned model of run times has fared: its versions, and how good its predictions are, each made before the
 * observation was seen.
 *
 * @param versions the latest trained versions, oldest first
 * @param rejected challengers that did worse than the champion, at least 0
 * @param latest the quality of the latest predictions
 * @param overTime the same as the run went on, at most 200 points, oldest first
 */
public record ModelReport(List<ModelVersion> versions, long rejected, Quality latest, List<Quality> overTime) {

    public ModelReport {
        Objects.requireNonNull(latest, "latest");
        versions = List.copyOf(versions);
        overTime = List.copyOf(overTime);
    }

    /**
     * Quality of the predictions up to a point of the run, the latest thousand or so weighing most.
     *
     * @param finishedTasks at that point
     * @param within50 share of the observations within the central interval of 50 %; NaN before the first
     * @param within80 the same of 80 %
     * @param within95 the same of 95 %
     * @param cpuError mean |ln(predicted median) - ln(observed)| on CPUs; NaN before the first
     * @param gpuError the same on GPUs
     */
    public record Quality(long finishedTasks, double within50, double within80, double within95, double cpuError,
            double gpuError) {
    }
}
