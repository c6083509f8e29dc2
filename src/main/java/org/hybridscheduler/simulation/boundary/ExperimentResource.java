package org.hybridscheduler.simulation.boundary;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.hybridscheduler.SecurityHeadersFilter;
import org.hybridscheduler.problem.FieldReader;
import org.hybridscheduler.problem.Limit;
import org.hybridscheduler.problem.ProblemException;
import org.hybridscheduler.problem.QueryParameter;
import org.hybridscheduler.scheduling.policy.StrategyRegistry;
import org.hybridscheduler.simulation.control.ExperimentQueue;
import org.hybridscheduler.simulation.control.ExperimentQueue.Status;
import org.hybridscheduler.simulation.control.FullQueueException;
import org.hybridscheduler.simulation.control.ImpossibleTransitionException;
import org.hybridscheduler.simulation.control.WorkloadLibrary;
import org.hybridscheduler.simulation.experiment.ExperimentState;
import org.hybridscheduler.simulation.experiment.report.HtmlReport;
import org.hybridscheduler.simulation.experiment.report.Reports.Format;

/** Experiments: submitted, watched, cancelled, read, removed. */
@Path("/api/experiments")
@Produces(MediaType.APPLICATION_JSON)
public class ExperimentResource {

    private static final int DEFAULT_LIMIT = 20;
    private static final int MAX_LIMIT = 100;
    private static final String CSV = "text/csv";
    private static final List<Variant> VARIANTS = Variant.mediaTypes(MediaType.APPLICATION_JSON_TYPE,
            MediaType.valueOf(CSV), MediaType.TEXT_HTML_TYPE).build();
    /** To be asked for anew each time, by its tag: the report of a removed experiment is gone. */
    private static final String ASK_FIRST = "no-cache";

    @Inject
    ExperimentQueue experiments;

    @Inject
    WorkloadLibrary library;

    @Inject
    StrategyRegistry registry;

    /** Takes an experiment in; it runs when those before it are over. */
    @POST
    public Response submit(InputStream body) {
        try {
            Status status = experiments.submit(ExperimentBody.read(FieldReader.parse(body), library.names(), registry));
            return Response.accepted(ExperimentView.of(status, null))
                    .location(URI.create("/api/experiments/" + status.experiment().id())).build();
        } catch (FullQueueException e) {
            throw new ProblemException(429, e.getMessage());
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest(e.getMessage(), e);
        }
    }

    /** The latest ones, newest first. */
    @GET
    public List<ExperimentView.Line> experiments(@QueryParam("limit") String limit) {
        return experiments.latest(Limit.of(limit, DEFAULT_LIMIT, MAX_LIMIT)).stream().map(ExperimentView.Line::of)
                .toList();
    }

    /** How one stands, with its results once it has finished. */
    @GET
    @Path("/{id}")
    public ExperimentView experiment(@PathParam("id") String id) {
        Status status = found(id);
        boolean finished = status.experiment().state() == ExperimentState.FINISHED;
        return ExperimentView.of(status, finished
                ? experiments.report(status.experiment().id(), Format.JSON).orElse(null) : null);
    }

    /**
     * The report of a finished one.
     *
     * @param format json, csv or html, whatever the Accept header says; without it what that asks for, else JSON
     */
    @GET
    @Path("/{id}/report")
    @Produces({MediaType.APPLICATION_JSON, CSV, MediaType.TEXT_HTML})
    public Response report(@PathParam("id") String id, @QueryParam("format") String format, @Context Request request,
            @Context HttpServletResponse response) {
        Status status = found(id);
        Format chosen = format == null ? accepted(request) : Format.valueOf(
                new QueryParameter("format", format).oneOf("json", List.of("json", "csv", "html")).toUpperCase(Locale.ROOT));
        String report = experiments.report(status.experiment().id(), chosen).orElseThrow(() -> ProblemException.conflict(
                "Experiment " + id + " has no report: it is " + status.experiment().state().word() + "."));
        if (chosen == Format.HTML) {
            // Set there, where it takes the place of the filter's: JAX-RS would add a second one, and both would hold.
            response.setHeader(SecurityHeadersFilter.CONTENT_SECURITY_POLICY, "default-src 'none'; style-src "
                    + HtmlReport.styleHash(report) + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        }
        // Specification and build are the whole of what a report depends on, but one id is never given twice.
        EntityTag tag = new EntityTag(status.experiment().hash().substring(0, 16) + "-" + id + "-"
                + chosen.name().toLowerCase(Locale.ROOT));
        Response.ResponseBuilder answer = request.evaluatePreconditions(tag);
        if (answer == null) {
            answer = Response.ok(report, type(chosen));
        }
        return answer.tag(tag).header(HttpHeaders.CACHE_CONTROL, ASK_FIRST).header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .build();
    }

    private static Format accepted(Request request) {
        Variant variant = request.selectVariant(VARIANTS);
        if (variant == null) {
            throw new NotAcceptableException();
        }
        String subtype = variant.getMediaType().getSubtype();
        return Format.valueOf(subtype.toUpperCase(Locale.ROOT));
    }

    private static String type(Format format) {
        return switch (format) {
            case JSON -> MediaType.APPLICATION_JSON;
            case CSV -> CSV + ";charset=UTF-8";
            case HTML -> MediaType.TEXT_HTML + ";charset=UTF-8";
        };
    }

    /** Ends one that waits or runs. */
    @POST
    @Path("/{id}/cancel")
    public Response cancel(@PathParam("id") String id) {
        long number = found(id).experiment().id();
        try {
            experiments.cancel(number);
        } catch (ImpossibleTransitionException e) {
            throw ProblemException.conflict(e.getMessage());
        }
        return Response.accepted(experiment(id)).location(URI.create("/api/experiments/" + number)).build();
    }

    /** Removes one that is over, with its reports. */
    @DELETE
    @Path("/{id}")
    public Response remove(@PathParam("id") String id) {
        try {
            if (!experiments.remove(found(id).experiment().id())) {
                throw unknown(id);
            }
        } catch (ImpossibleTransitionException e) {
            throw ProblemException.conflict(e.getMessage());
        }
        return Response.noContent().build();
    }

    private Status found(String id) {
        if (!id.matches("[1-9]\\d{0,17}")) {
            throw unknown(id);
        }
        return experiments.find(Long.parseLong(id)).orElseThrow(() -> unknown(id));
    }

    private static ProblemException unknown(String id) {
        return ProblemException.notFound("There is no experiment '" + id + "'. Maybe newer ones have taken its place?");
    }
}
