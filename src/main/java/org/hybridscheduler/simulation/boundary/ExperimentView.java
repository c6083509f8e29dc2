package org.hybridscheduler.simulation.boundary;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Instant;
import org.hybridscheduler.simulation.control.ExperimentQueue.Status;
import org.hybridscheduler.simulation.experiment.StoredExperiment;

/** An experiment on the wire; results are null until it has finished, as finished_at is until it is over. */
public record ExperimentView(long id, String state, int cells, ProgressView progress, int failedCells, String failure,
        Instant createdAt, Instant finishedAt, JsonObject specification, JsonObject results) {

    /** Cells that have a result, or failed, of all. */
    public record ProgressView(int done, int total) {

        static ProgressView of(Status status) {
            return new ProgressView(status.progress().done(), status.progress().total());
        }
    }

    /** An experiment in a list: without specification and results, but with the specification's hash. */
    public record Line(long id, String state, int cells, ProgressView progress, int failedCells, Instant createdAt,
            Instant finishedAt, String hash) {

        static Line of(Status status) {
            StoredExperiment stored = status.experiment();
            return new Line(stored.id(), stored.state().word(), stored.cells(), ProgressView.of(status), stored.failedCells(),
                    stored.createdAt(), stored.finishedAt(), stored.hash());
        }
    }

    /** @param results the report in JSON; null where there is none */
    static ExperimentView of(Status status, String results) {
        StoredExperiment stored = status.experiment();
        return new ExperimentView(stored.id(), stored.state().word(), stored.cells(), ProgressView.of(status),
                stored.failedCells(), stored.failure(), stored.createdAt(), stored.finishedAt(),
                json(stored.specification()), results == null ? null : json(results));
    }

    private static JsonObject json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
