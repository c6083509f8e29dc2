package org.hybridscheduler.history.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.Objects;
import org.hybridscheduler.simulation.experiment.report.Reports.Format;

/** One report of a finished experiment. */
@Entity
@Table(name = "experiment_report")
@IdClass(ExperimentReportRow.Key.class)
public class ExperimentReportRow {

    /** The primary key. */
    public static class Key {

        private long experimentId;
        private Format format;

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.experimentId == experimentId && key.format == format;
        }

        @Override
        public int hashCode() {
            return Objects.hash(experimentId, format);
        }
    }

    @Id
    @Column(name = "experiment_id")
    private long experimentId;
    @Id
    @Enumerated(EnumType.STRING)
    private Format format;
    private String body;

    protected ExperimentReportRow() {
    }

    public ExperimentReportRow(long experimentId, Format format, String body) {
        this.experimentId = experimentId;
        this.format = format;
        this.body = body;
    }
}
