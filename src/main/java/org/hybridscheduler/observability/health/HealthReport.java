package org.hybridscheduler.observability.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Optional;
import org.hybridscheduler.simulation.engine.LiveState;

/** Gathers what the parts say of themselves; only the database decides whether the service is ready. */
@ApplicationScoped
public class HealthReport {

    static final String NOT_CONFIGURED = "not configured";

    @Inject
    DatabaseCheck database;

    @Inject
    Instance<CacheStatus> caches;

    @Inject
    Instance<LiveState> simulation;

    /**
     * Whether requests can be served.
     *
     * @param database   {@code healthy} or why it is out of reach
     * @param redis      as {@link CacheStatus#redis} says; dead, it only makes answers slower
     * @param simulation as {@link LiveState#word} says
     */
    public record Readiness(boolean ready, String database, String redis, String simulation) {

        static Readiness of(CheckResult database, Optional<CacheStatus> caches,
                Optional<LiveState> simulation) {
            return new Readiness(database.healthy(), database.status(),
                    caches.map(CacheStatus::redis).orElse(NOT_CONFIGURED),
                    simulation.map(LiveState::word).orElse(NOT_CONFIGURED));
        }
    }

    /** Asks the database; comes within its time-out. */
    public Readiness readiness() {
        return Readiness.of(database.check(), caches(), present(simulation));
    }

    /** The caches' status, empty where the application has none. */
    public Optional<CacheStatus> caches() {
        return present(caches);
    }

    private static <T> Optional<T> present(Instance<T> part) {
        return part.isResolvable() ? Optional.of(part.get()) : Optional.empty();
    }
}
