package org.hybridscheduler.observability.exposition;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.List;
import org.hybridscheduler.observability.metrics.MetricFamily;
import org.hybridscheduler.observability.metrics.MetricsReader;

/** The page Prometheus scrapes on the clients' port. */
@Path("/metrics/prometheus")
public class PrometheusResource {

    @Inject
    MetricsReader metrics;

    /** In the format and coding that the client likes best. Read before it is written, so that what fails is a 500. */
    @GET
    @Produces({TextFormat.PROMETHEUS_TYPE, TextFormat.OPEN_METRICS_TYPE})
    public Response metrics(@Context HttpHeaders headers) {
        TextFormat format = TextFormat.preferred(headers.getRequestHeader(HttpHeaders.ACCEPT));
        List<MetricFamily> families = metrics.families();
        StreamingOutput plain = out -> PrometheusText.write(families, format, out);
        ResponseBuilder answer = Response.ok().type(format.mediaType())
                .header(HttpHeaders.VARY, "Accept-Encoding, Accept");
        if (!Gzip.isWelcome(headers.getRequestHeader(HttpHeaders.ACCEPT_ENCODING))) {
            return answer.entity(plain).build();
        }
        StreamingOutput zipped = out -> {
            try (Gzip gzip = new Gzip(out)) {
                plain.write(gzip);
            }
        };
        return answer.entity(zipped).header(HttpHeaders.CONTENT_ENCODING, "gzip").build();
    }
}
