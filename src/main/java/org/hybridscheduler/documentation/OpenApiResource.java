package org.hybridscheduler.documentation;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import java.util.List;
import org.hybridscheduler.problem.QueryParameter;

/** The OpenAPI document on the clients' port. */
@Path("/openapi")
public class OpenApiResource {

    private static final String YAML = "yaml";
    private static final String JSON = "json";
    private static final List<Variant> VARIANTS = Variant.mediaTypes(MediaType.valueOf(OpenApiDocument.YAML),
            MediaType.valueOf(OpenApiDocument.JSON)).build();

    @Inject
    OpenApiDocument document;

    /** @param format yaml or json, whatever the Accept header says; without it YAML, or JSON where that asks for it */
    @GET
    public Response document(@QueryParam("format") String format, @Context Request request) {
        String chosen = format == null ? accepted(request)
                : new QueryParameter("format", format).oneOf(YAML, List.of(YAML, JSON));
        return ContentResponse.of(chosen.equals(JSON) ? document.json() : document.yaml(), request,
                ContentResponse.ASK_FIRST).header(HttpHeaders.VARY, HttpHeaders.ACCEPT).build();
    }

    private static String accepted(Request request) {
        Variant variant = request.selectVariant(VARIANTS);
        if (variant == null) {
            throw new NotAcceptableException();
        }
        return variant.getMediaType().getSubtype().equals(JSON) ? JSON : YAML;
    }
}
