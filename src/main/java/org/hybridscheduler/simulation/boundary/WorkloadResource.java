package org.hybridscheduler.simulation.boundary;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import org.hybridscheduler.problem.Problem.FieldError;
import org.hybridscheduler.problem.ProblemException;
import org.hybridscheduler.simulation.control.SimulationSettings;
import org.hybridscheduler.simulation.control.WorkloadLibrary;
import org.hybridscheduler.simulation.control.WorkloadLimitException;
import org.hybridscheduler.workload.Workload;
import org.hybridscheduler.workload.WorkloadFormatException;
import org.hybridscheduler.workload.WorkloadSummary;

/** The workloads that a run can be started on. */
@Path("/api/workloads")
@Produces(MediaType.APPLICATION_JSON)
public class WorkloadResource {

    /** A workload on the wire; tasks is null where they are generated without end. Capacity of the configured cluster. */
    public record WorkloadView(String name, Long tasks, List<String> features, double meanCpuSeconds,
            double meanGpuSeconds, double capacityTasksPerSecond) {

        static WorkloadView of(WorkloadSummary summary) {
            return new WorkloadView(summary.name(), summary.tasks().isPresent() ? summary.tasks().getAsLong() : null,
                    summary.features(), summary.meanCpuSeconds(), summary.meanGpuSeconds(),
                    summary.capacityTasksPerSecond());
        }
    }

    /** One line of the list of workloads. */
    public record WorkloadName(String name) {
    }

    @Inject
    WorkloadLibrary library;

    @Inject
    SimulationSettings settings;

    /** The names of all workloads. */
    @GET
    public List<WorkloadName> workloads() {
        return library.names().stream().map(WorkloadName::new).toList();
    }

    /** Describes a workload. */
    @GET
    @Path("/{name}")
    public WorkloadView workload(@PathParam("name") String name) {
        return describe(library.find(name).orElseThrow(() -> unknown(name)));
    }

    /** Takes a recorded workload as it is. */
    @POST
    @Consumes("text/csv")
    public Response upload(@QueryParam("name") String name, InputStream csv) throws IOException {
        if (name == null || !WorkloadLibrary.isFree(name)) {
            throw ProblemException.badFields(List.of(new FieldError("name", name == null ? "is required"
                    : "is not a name that a workload can be given",
                    "1 to 64 letters, digits, '.', '_' or '-', the first a letter or digit; not 'synthetic'")));
        }
        try {
            return Response.created(URI.create("/api/workloads/" + name)).entity(describe(library.add(name, csv))).build();
        } catch (WorkloadFormatException e) {
            throw new ProblemException(400, e.getMessage(),
                    List.of(new FieldError("line " + e.line() + ", column " + e.column(), e.getMessage(), null)), e);
        } catch (WorkloadLimitException e) {
            throw new ProblemException(e.status(), e.getMessage());
        }
    }

    /** Takes a recorded workload as the first file of a form. */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response upload(@QueryParam("name") String name, List<EntityPart> parts) throws IOException {
        EntityPart file = parts.stream().filter(part -> part.getFileName().isPresent()).findFirst()
                .orElseThrow(() -> ProblemException.badFields(List.of(
                        new FieldError("file", "is required", "a part of the form with a file name"))));
        return upload(name, file.getContent());
    }

    /** Removes an uploaded workload. */
    @DELETE
    @Path("/{name}")
    public Response remove(@PathParam("name") String name) {
        if (!library.remove(name)) {
            throw unknown(name);
        }
        return Response.noContent().build();
    }

    private WorkloadView describe(Workload workload) {
        try {
            return WorkloadView.of(WorkloadSummary.of(workload, settings.cluster()));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(409, "Workload '" + workload.name() + "' is there, but the configured cluster"
                    + " cannot run it: " + e.getMessage(), List.of(), e);
        }
    }

    private ProblemException unknown(String name) {
        return ProblemException.notFound("No uploaded workload '" + name + "'. There are: "
                + String.join(", ", library.names()));
    }
}
