package org.hybridscheduler.simulation.experiment.report;

import java.util.Objects;

/** What built the program that made a result. */
public record Build(String version, String commit) {

    public Build {
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(commit, "commit");
    }
}
