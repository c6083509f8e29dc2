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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.HttpHeaders;
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
import org.hybridscheduler.workload.ArrivalTrace;
import org.hybridscheduler.workload.RecordedWorkload;
import org.hybridscheduler.workload.Workload;
import org.hybridscheduler.workload.WorkloadFormatException;
import org.hybridscheduler.workload.WorkloadSummary;
import org.hybridscheduler.workload.formats.Imported;
import org.hybridscheduler.workload.formats.WorkloadFormat;
import org.hybridscheduler.workload.formats.WorkloadImport;

/** The workloads that a run can be started on. */
@Path("/api/workloads")
@Produces(MediaType.APPLICATION_JSON)
public class WorkloadResource {

    /**
     * A workload on the wire. Tasks is null where they are generated without end; arrivals is the number of recorded
     * arrival times, null where there are none. Capacity of the configured cluster.
     */
    public record WorkloadView(String name, Long tasks, Long arrivals, List<String> features, Double meanCpuSeconds,
            Double meanGpuSeconds, Double capacityTasksPerSecond) {

        static WorkloadView of(WorkloadSummary summary, Long arrivals) {
            return new WorkloadView(summary.name(), summary.tasks().isPresent() ? summary.tasks().getAsLong() : null,
                    arrivals, summary.features(), summary.meanCpuSeconds(), summary.meanGpuSeconds(),
                    summary.capacityTasksPerSecond());
        }

        /** One that has arrival times and nothing else. */
        static WorkloadView of(ArrivalTrace arrivals) {
            return new WorkloadView(arrivals.name(), null, (long) arrivals.size(), List.of(), null, null, null);
        }
    }

    /** What an upload answers: the workload, and what of the file was not used. */
    public record UploadView(String name, Long tasks, Long arrivals, List<String> features, Double meanCpuSeconds,
            Double meanGpuSeconds, Double capacityTasksPerSecond, long skippedLines, List<String> badLines,
            long leftOut) {

        static UploadView of(WorkloadView view, Imported imported) {
            return new UploadView(view.name(), view.tasks(), view.arrivals(), view.features(), view.meanCpuSeconds(),
                    view.meanGpuSeconds(), view.capacityTasksPerSecond(), imported.skippedLines(),
                    imported.badLines(), imported.leftOut());
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
        return library.find(name).map(this::describe).orElseGet(() ->
                WorkloadView.of(library.findArrivals(name).orElseThrow(() -> unknown(name))));
    }

    /** Takes a recorded workload as it is; its media type tells the format where none is named. */
    @POST
    @Consumes({"text/csv", MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
    public Response upload(@QueryParam("name") String name, @QueryParam("format") String format,
            @QueryParam("on_error") String onError, @QueryParam("gpu_speedup") String gpuSpeedup,
            @Context HttpHeaders headers, InputStream body) throws IOException {
        WorkloadFormat byDefault = MediaType.APPLICATION_JSON_TYPE.isCompatible(headers.getMediaType())
                ? WorkloadFormat.WFFORMAT : WorkloadFormat.CSV;
        return upload(name, body, UploadParameters.read(name, format, onError, gpuSpeedup, byDefault));
    }

    /** Takes a recorded workload as the first file of a form. */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response upload(@QueryParam("name") String name, @QueryParam("format") String format,
            @QueryParam("on_error") String onError, @QueryParam("gpu_speedup") String gpuSpeedup,
            List<EntityPart> parts) throws IOException {
        WorkloadImport how = UploadParameters.read(name, format, onError, gpuSpeedup, WorkloadFormat.CSV);
        EntityPart file = parts.stream().filter(part -> part.getFileName().isPresent()).findFirst()
                .orElseThrow(() -> ProblemException.badFields(List.of(
                        new FieldError("file", "is required", "a part of the form with a file name"))));
        return upload(name, file.getContent(), how);
    }

    private Response upload(String name, InputStream body, WorkloadImport how) throws IOException {
        try {
            Imported imported = library.add(name, body, how);
            WorkloadView view = imported.tasks().map(this::describe)
                    .orElseGet(() -> WorkloadView.of(imported.arrivals().orElseThrow()));
            return Response.created(URI.create("/api/workloads/" + name)).entity(UploadView.of(view, imported)).build();
        } catch (WorkloadFormatException e) {
            throw new ProblemException(400, e.getMessage(),
                    List.of(new FieldError("line " + e.line() + ", column " + e.column(), e.getMessage(), null)), e);
        } catch (WorkloadLimitException e) {
            throw new ProblemException(e.status(), e.getMessage());
        }
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
            Long arrivals = workload instanceof RecordedWorkload recorded && recorded.hasArrivals()
                    ? (long) recorded.tasks().size() : null;
            return WorkloadView.of(WorkloadSummary.of(workload, settings.cluster()), arrivals);
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
