package org.hybridscheduler.history.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;
import org.hybridscheduler.history.entity.ModelRow;
import org.hybridscheduler.scheduling.EncodedModel;
import org.hybridscheduler.simulation.engine.ModelStore;

/** Learned models in the database. */
@ApplicationScoped
@Transactional
public class ModelRepository {

    @PersistenceContext(unitName = "history")
    EntityManager entities;

    /** Keeps a version and deletes what is too old. */
    @DatabaseQuery(operation = "insert", table = "model")
    public void keep(long runId, String strategy, EncodedModel model) {
        if (model.inOffice()) {
            entities.createQuery("""
                    update ModelRow m set m.inOffice = false
                    where m.runId = :run and m.scheduler = :scheduler and m.inOffice = true""")
                    .setParameter("run", runId).setParameter("scheduler", strategy).executeUpdate();
        }
        entities.merge(new ModelRow(runId, strategy, model));
        entities.flush();
        trim(runId, strategy);
    }

    private void trim(long runId, String strategy) {
        List<Integer> tooOld = entities.createQuery("""
                select m.version from ModelRow m
                where m.runId = :run and m.scheduler = :scheduler and m.inOffice = false
                order by m.version desc""", Integer.class)
                .setParameter("run", runId).setParameter("scheduler", strategy)
                .setFirstResult(ModelStore.KEPT - 1).setMaxResults(1).getResultList();
        if (!tooOld.isEmpty()) {
            entities.createQuery("""
                    delete from ModelRow m where m.runId = :run and m.scheduler = :scheduler
                    and m.version <= :version and m.inOffice = false""")
                    .setParameter("run", runId).setParameter("scheduler", strategy)
                    .setParameter("version", tooOld.get(0)).executeUpdate();
        }
        // Nothing goes on from them any more; their figures stay as long as their run does.
        entities.createQuery("update ModelRow m set m.encoded = null where m.runId < :run and m.encoded is not null")
                .setParameter("run", runId).executeUpdate();
    }

    /** The kept versions, oldest first. */
    @DatabaseQuery(operation = "select", table = "model")
    public List<EncodedModel> models(long runId, String strategy) {
        return entities.createQuery("""
                select m from ModelRow m where m.runId = :run and m.scheduler = :scheduler order by m.version""",
                ModelRow.class)
                .setParameter("run", runId).setParameter("scheduler", strategy)
                .getResultStream().map(ModelRow::model).toList();
    }
}
