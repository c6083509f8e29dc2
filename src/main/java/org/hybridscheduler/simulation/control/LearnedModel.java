package org.hybridscheduler.simulation.control;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.hybridscheduler.evaluation.BinnedMeans;
import org.hybridscheduler.scheduling.ModelReport;
import org.hybridscheduler.scheduling.ModelVersion;

/**
 * How the model of one strategy stands.
 *
 * @param inOffice the version that decides; 0 while there is none
 * @param report its versions, and how good its predictions are
 * @param regret mean turnaround in seconds less the oracle's on the same tasks, over stretches of the tasks since the run
 *     was begun or taken up; empty in a run without the oracle
 */
public record LearnedModel(int inOffice, ModelReport report, List<BinnedMeans.Point> regret) {

    public LearnedModel {
        Objects.requireNonNull(report, "report");
        regret = List.copyOf(regret);
    }

    /** The versions that can be put back into office. */
    public Set<Integer> eligible() {
        Set<Integer> eligible = new TreeSet<>();
        for (ModelVersion version : report.versions()) {
            if (version.verdict() != ModelVersion.Verdict.REJECTED) {
                eligible.add(version.version());
            }
        }
        return eligible;
    }
}
