package org.hybridscheduler.simulation.experiment;

import java.util.List;
import java.util.Objects;

/**
 * What an experiment yielded.
 *
 * @param cells one for each of the specification, in its order
 */
public record ExperimentResult(ExperimentSpecification specification, List<CellResult> cells) {

    public ExperimentResult {
        Objects.requireNonNull(specification, "specification");
        cells = List.copyOf(cells);
    }

    /** The cells that have no result. */
    public List<CellResult> failures() {
        return cells.stream().filter(CellResult::failed).toList();
    }
}
