package org.hybridscheduler.simulation.boundary;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hybridscheduler.problem.FieldReader;
import org.hybridscheduler.problem.Problem.FieldError;
import org.hybridscheduler.problem.ProblemException;
import org.hybridscheduler.simulation.control.ImpossibleTransitionException;
import org.hybridscheduler.simulation.control.LearnedModel;
import org.hybridscheduler.simulation.control.LiveModels;
import org.hybridscheduler.simulation.control.LiveSimulation;
import org.hybridscheduler.simulation.control.LiveSimulation.Phase;

/** The models that strategies of the live run learn: read, rolled back. */
@Path("/api/models")
@Produces(MediaType.APPLICATION_JSON)
public class ModelResource {

    @Inject
    LiveModels models;

    @Inject
    LiveSimulation simulation;

    /** The strategies of the run that learn a model. */
    @GET
    public List<ModelView.Line> models() {
        return models.models().entrySet().stream().map(model -> ModelView.Line.of(model.getKey(), model.getValue()))
                .toList();
    }

    /** How one stands. */
    @GET
    @Path("/{strategy}")
    public ModelView model(@PathParam("strategy") String strategy) {
        return ModelView.of(strategy, found(strategy));
    }

    /** Puts an earlier version back into office; answers how the model stands then. */
    @POST
    @Path("/{strategy}/rollback")
    public ModelView rollBack(@PathParam("strategy") String strategy, InputStream body) throws InterruptedException {
        Phase phase = simulation.phase();
        if (phase != Phase.RUNNING && phase != Phase.PAUSED) {
            throw ProblemException.conflict("Cannot roll back a model while the simulation is " + phase.word()
                    + ". Maybe POST /api/start?");
        }
        int version = version(FieldReader.parse(body), found(strategy).eligible());
        try {
            models.rollBack(strategy, version);
        } catch (ImpossibleTransitionException e) {
            throw ProblemException.conflict(e.getMessage());
        } catch (IllegalArgumentException e) {
            // It was among them, but trainings went on meanwhile.
            throw refused(e.getMessage(), found(strategy).eligible());
        }
        return model(strategy);
    }

    private static int version(FieldReader fields, Set<Integer> eligible) {
        fields.require("version");
        long version = fields.integer("version", 1, Integer.MAX_VALUE).orElse(0);
        fields.verify();
        if (!eligible.contains((int) version)) {
            throw refused("is " + version + ", which is not kept, or never was in office", eligible);
        }
        return (int) version;
    }

    private static ProblemException refused(String detail, Set<Integer> eligible) {
        String allowed = eligible.isEmpty() ? "none yet"
                : eligible.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return ProblemException.badFields(List.of(new FieldError("version", detail + "; allowed: " + allowed, allowed)));
    }

    private LearnedModel found(String strategy) {
        LearnedModel model = models.models().get(strategy);
        if (model == null) {
            throw ProblemException.notFound("No strategy '" + strategy + "' of this run learns a model, only "
                    + models.models().keySet() + ".");
        }
        return model;
    }
}
