package org.hybridscheduler.simulation.boundary;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.List;
import org.hybridscheduler.problem.FieldReader;
import org.hybridscheduler.problem.ProblemException;
import org.hybridscheduler.scheduling.policy.StrategyRegistry;
import org.hybridscheduler.simulation.control.ImpossibleTransitionException;
import org.hybridscheduler.simulation.control.LiveSimulation;
import org.hybridscheduler.simulation.control.StartRequest;
import org.hybridscheduler.simulation.control.WorkloadLibrary;
import org.hybridscheduler.simulation.engine.ComparisonSnapshot;
import org.hybridscheduler.simulation.engine.RunStoreException;

/** Starts, holds and ends the live comparison, and tells how it stands. */
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
public class SimulationResource {

    /** What a change of the simulation's state answers. */
    public record Change(String status, String message, Long runId) {
    }

    @Inject
    LiveSimulation simulation;

    @Inject
    WorkloadLibrary library;

    @Inject
    StrategyRegistry registry;

    /** What the simulation does. */
    @GET
    @Path("/status")
    public StatusView status() {
        return StatusView.of(simulation.status());
    }

    /** The run so far, per strategy. */
    @GET
    @Path("/comparison")
    public ComparisonView comparison() {
        return ComparisonView.of(simulation.status().comparison()
                .orElseThrow(() -> ProblemException.notFound("There was no run yet. Maybe POST /api/start?")), registry);
    }

    /** The run so far as a table for people. */
    @GET
    @Path("/comparison")
    @Produces("text/plain;charset=UTF-8;qs=0.5")
    public String comparisonTable() {
        return ComparisonTable.of(comparison());
    }

    /** Begins a run. */
    @POST
    @Path("/start")
    public Change start(InputStream body) throws InterruptedException {
        StartRequest request = StartBody.read(FieldReader.parse(body), library.names(), registry.names());
        try {
            ComparisonSnapshot run = simulation.start(request);
            return new Change("started", "Run " + run.runId() + " of workload " + run.specification().workload()
                    + " has begun", run.runId());
        } catch (ImpossibleTransitionException e) {
            throw ProblemException.conflict(e.getMessage());
        } catch (RunStoreException e) {
            throw unavailable(e);
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest(e.getMessage(), e);
        }
    }

    /** Ends the run; what has arrived is finished and stored. */
    @POST
    @Path("/stop")
    public Change stop() throws InterruptedException {
        return change("stopped", "The run is over; what had arrived was finished", simulation::stop);
    }

    /** Holds the run. */
    @POST
    @Path("/pause")
    public Change pause() throws InterruptedException {
        return change("paused", "The run is held", simulation::pause);
    }

    /** Lets a held run go on. */
    @POST
    @Path("/resume")
    public Change resume() throws InterruptedException {
        return change("resumed", "The run goes on", simulation::resume);
    }

    @FunctionalInterface
    private interface Transition {

        void make() throws InterruptedException;
    }

    private Change change(String status, String message, Transition transition) throws InterruptedException {
        try {
            transition.make();
            return new Change(status, message,
                    simulation.status().comparison().map(ComparisonSnapshot::runId).orElse(null));
        } catch (ImpossibleTransitionException e) {
            throw ProblemException.conflict(e.getMessage());
        }
    }

    private static ProblemException unavailable(RunStoreException cause) {
        return new ProblemException(503, "The database is out of reach, so no run can begin", List.of(), cause);
    }
}
