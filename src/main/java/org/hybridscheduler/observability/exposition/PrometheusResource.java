package org.hybridscheduler.observability.exposition;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.hybridscheduler.observability.metrics.MetricsReader;
import org.hybridscheduler.observability.exposition.PrometheusText;

/** The page Prometheus scrapes on the clients' port. */
@Path("/metrics/prometheus")
public class PrometheusResource {

    @Inject
    MetricsReader metrics;

    @GET
    @Produces(PrometheusText.MEDIA_TYPE)
    public String metrics() {
        return PrometheusText.of(metrics.families());
    }
}
