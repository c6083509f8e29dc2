package org.hybridscheduler.observability.recordings;

import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.hybridscheduler.problem.ProblemException;

/** Recordings of the JDK's Flight Recorder: begun, looked at, downloaded, removed. */
@Path("/observability/recordings")
@Produces(MediaType.APPLICATION_JSON)
public class RecordingResource {

    @Inject
    Recordings recordings;

    /** Begins a recording. */
    @POST
    public Response start(InputStream body) throws IOException {
        RecordingReport begun = recordings.start(RecordingOrder.read(body));
        return Response.accepted(begun).location(URI.create("/observability/recordings/" + begun.id())).build();
    }

    /** The recording under way and the latest ones, the newest first. */
    @GET
    public List<RecordingReport> recordings() {
        return recordings.all();
    }

    /** How a recording stands. */
    @GET
    @Path("/{id}")
    public RecordingReport recording(@PathParam("id") String id) {
        return found(id).report();
    }

    /** The recording itself. */
    @GET
    @Path("/{id}/file")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    public Response file(@PathParam("id") String id) throws IOException {
        KeptRecording recording = found(id);
        RecordingReport report = recording.report();
        if (report.sizeBytes() == null) {
            throw ProblemException.conflict("Recording " + report.id() + " has no file: it is " + report.state() + ".");
        }
        return Response.ok(open(recording))
                .header(HttpHeaders.CONTENT_LENGTH, report.sizeBytes())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + report.id() + ".jfr\"").build();
    }

    private static InputStream open(KeptRecording recording) throws IOException {
        try {
            return Files.newInputStream(recording.file());
        } catch (NoSuchFileException e) {
            // Removed since it was looked up.
            throw unknown();
        }
    }

    /** Removes a recording; one that runs is stopped and its data dropped. */
    @DELETE
    @Path("/{id}")
    public Response remove(@PathParam("id") String id) {
        if (!recordings.remove(id)) {
            throw unknown();
        }
        return Response.noContent().build();
    }

    private KeptRecording found(String id) {
        return recordings.find(id).orElseThrow(RecordingResource::unknown);
    }

    private static ProblemException unknown() {
        return ProblemException.notFound("There is no recording of that id. Maybe newer ones have taken its place?");
    }
}
