package org.hybridscheduler.history.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import org.hybridscheduler.scheduling.ModelVersion;
import org.hybridscheduler.simulation.engine.ModelStore.StoredModel;

/** One trained version of a strategy's model in a run. */
@Entity
@Table(name = "model")
@IdClass(ModelRow.Key.class)
public class ModelRow {

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
    private byte[] encoded;

    /** What tells rows apart. */
    public record Key(long runId, String scheduler, int version) implements Serializable {
    }

    protected ModelRow() {
    }

    public ModelRow(StoredModel model) {
        runId = model.runId();
        scheduler = model.strategy();
        version = model.version().version();
        finishedTasks = model.version().finishedTasks();
        observations = model.version().observations();
        championScore = Unknown.toNull(model.version().championScore());
        challengerScore = Unknown.toNull(model.version().challengerScore());
        verdict = model.version().verdict();
        inOffice = model.inOffice();
        encoded = model.encoded();
    }

    /** The model as those outside know it. */
    public StoredModel stored() {
        return new StoredModel(runId, scheduler, new ModelVersion(version, finishedTasks, observations,
                Unknown.toNaN(championScore), Unknown.toNaN(challengerScore), verdict), inOffice, encoded);
    }
}
