package org.hybridscheduler.observability.health;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hybridscheduler.BuildInfo;
import org.hybridscheduler.observability.health.CacheStatus;
import org.hybridscheduler.observability.health.DatabaseCheck;
import org.hybridscheduler.observability.health.HealthReport;
import org.hybridscheduler.observability.health.HealthReport.Readiness;

/** The application's own health pages on the clients' port. */
@Path("/health")
@Produces(MediaType.APPLICATION_JSON)
public class HealthResource {

    public record Health(String status, Instant timestamp, String version) {
    }

    public record Live(String status, Instant timestamp) {
    }

    public record Checks(String database, String redis, String simulation) {
    }

    public record Ready(String status, Checks checks, Instant timestamp) {
    }

    /** Database is null until one connection has told which it is. */
    public record Info(String appName, String version, String environment, String java, String server,
            DatabaseCheck.Product database, Redis redis, Cache cache, double uptimeSeconds, Build build,
            Instant timestamp) {
    }

    public record Redis(boolean enabled, boolean connected) {
    }

    /** Backend is null where no cache is deployed. */
    public record Cache(String backend) {
    }

    public record Build(String commit, String time) {
    }

    @Inject
    BuildInfo build;

    @Inject
    HealthReport report;

    @Inject
    DatabaseCheck database;

    @Inject
    @ConfigProperty(name = "application.environment")
    String environment;

    @Context
    ServletContext server;

    /** Healthy, since it answers. */
    @GET
    public Health health() {
        return new Health("healthy", Instant.now(), build.version());
    }

    /** Alive, since it answers: no remote server has a say, or a restart would be asked for in vain. */
    @GET
    @Path("live")
    public Live live() {
        return new Live("alive", Instant.now());
    }

    /** 200 when requests can be served, 503 when the database is out of reach. */
    @GET
    @Path("ready")
    public Response ready() {
        Readiness readiness = report.readiness();
        Checks checks = new Checks(readiness.database(), readiness.redis(), readiness.simulation());
        return Response.status(readiness.ready() ? Status.OK : Status.SERVICE_UNAVAILABLE)
                .entity(new Ready(readiness.ready() ? "ready" : "not_ready", checks, Instant.now()))
                .build();
    }

    /** What runs, on what, since when. */
    @GET
    @Path("info")
    public Info info() {
        if (database.product().isEmpty()) {
            database.check();
        }
        Optional<CacheStatus> caches = report.caches();
        Redis redis = caches.map(status -> new Redis(status.redisEnabled(), status.redisConnected()))
                .orElse(new Redis(false, false));
        return new Info(build.name(), build.version(), environment, Runtime.version().toString(),
                server.getServerInfo(), database.product().orElse(null), redis,
                new Cache(caches.map(CacheStatus::backend).orElse(null)), uptimeSeconds(),
                new Build(build.commit(), build.builtAt()), Instant.now());
    }

    private static double uptimeSeconds() {
        return ManagementFactory.getRuntimeMXBean().getUptime() / 1e3;
    }
}
