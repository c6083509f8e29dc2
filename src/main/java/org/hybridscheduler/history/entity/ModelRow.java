package org.hybridscheduler.history.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.Base64;
import java.util.Objects;
import org.hybridscheduler.scheduling.EncodedModel;
import org.hybridscheduler.scheduling.ModelVersion;

/** One trained version of a strategy's model in a run. */
@Entity
@Table(name = "model")
@IdClass(ModelRow.Key.class)
public class ModelRow {

    /** The primary key. */
    public static class Key {

        private long runId;
        private String scheduler;
        private int version;

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.runId == runId && key.version == version
                    && Objects.equals(key.scheduler, scheduler);
        }

        @Override
        public int hashCode() {
            return Objects.hash(runId, scheduler, version);
        }
    }

    @Id
    @Column(name = "run_id")
    private long runId;
    @Id
    private String scheduler;
    @Id
    private int version;
    @Column(name = "finished_tasks")
    private long finishedTasks;
    private int observations;
    @Column(name = "champion_score")
    private Double championScore;
    @Column(name = "challenger_score")
    private Double challengerScore;
    @Enumerated(EnumType.STRING)
    private ModelVersion.Verdict verdict;
    @Column(name = "in_office")
    private boolean inOffice;
    private String encoded;

    protected ModelRow() {
    }

    public ModelRow(long runId, String strategy, EncodedModel model) {
        this.runId = runId;
        scheduler = strategy;
        version = model.version().version();
        finishedTasks = model.version().finishedTasks();
        observations = model.version().observations();
        championScore = Unknown.toNull(model.version().championScore());
        challengerScore = Unknown.toNull(model.version().challengerScore());
        verdict = model.version().verdict();
        inOffice = model.inOffice();
        encoded = model.bytes() == null ? null : Base64.getEncoder().encodeToString(model.bytes());
    }

    /** The model as those outside know it; one whose bytes are gone decides nothing any more. */
    public EncodedModel model() {
        return new EncodedModel(new ModelVersion(version, finishedTasks, observations, Unknown.toNaN(championScore),
                Unknown.toNaN(challengerScore), verdict), inOffice && encoded != null,
                encoded == null ? null : Base64.getDecoder().decode(encoded));
    }
}
