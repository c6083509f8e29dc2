package org.hybridscheduler.documentation;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.hybridscheduler.SecurityHeadersFilter;
import org.hybridscheduler.problem.ProblemException;

/** The page for people, Swagger UI on the OpenAPI document, and the files it consists of. */
@Path("/docs")
public class DocumentationResource {

    /** Scripts, styles and requests of this origin alone, none of them inline; images also out of the style sheet. */
    private static final String PAGE_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String SCRIPT_TYPE = "text/javascript;charset=UTF-8";
    private static final Content PAGE =
            Content.of(Content.read("docs.html"), "text/html;charset=UTF-8");
    private static final Content SCRIPT = Content.of(Content.read("docs.js"), SCRIPT_TYPE);
    private static final Map<String, String> SWAGGER_UI_FILES = Map.of(
            "swagger-ui-bundle.js", SCRIPT_TYPE,
            "swagger-ui.css", "text/css;charset=UTF-8",
            "favicon-32x32.png", "image/png");

    /** The page. */
    @GET
    public Response page(@Context Request request, @Context HttpServletResponse response) {
        // Set there, where it takes the place of the filter's: JAX-RS would add a second one, and both would hold.
        response.setHeader(SecurityHeadersFilter.CONTENT_SECURITY_POLICY, PAGE_POLICY);
        return ContentResponse.of(PAGE, request, ContentResponse.ASK_FIRST).build();
    }

    /** What starts Swagger UI on the page. */
    @GET
    @Path("docs.js")
    public Response script(@Context Request request) {
        return ContentResponse.of(SCRIPT, request, ContentResponse.ASK_FIRST).build();
    }

    /** A file of Swagger UI, out of its WebJar; only those that the page needs. */
    @GET
    @Path("swagger-ui/{version: \\d+\\.\\d+\\.\\d+}/{file}")
    public Response swaggerUi(@PathParam("version") String version, @PathParam("file") String file,
            @Context Request request) {
        if (!SWAGGER_UI_FILES.containsKey(file)) {
            throw notThere(file);
        }
        byte[] bytes = Content.find("/META-INF/resources/webjars/swagger-ui/" + version + "/" + file)
                .orElseThrow(() -> notThere(file));
        Content content = new Content(bytes, SWAGGER_UI_FILES.get(file), new EntityTag(version));
        return ContentResponse.of(content, request, ContentResponse.FOR_EVER).build();
    }

    private static ProblemException notThere(String file) {
        return ProblemException.notFound(
                "The page has no file '" + file + "' of this version. Maybe it is of an older version; reload /docs.");
    }
}
