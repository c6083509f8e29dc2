package org.hybridscheduler.observability.health;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Asks the database whether it answers, within bounds even if it hangs. */
@ApplicationScoped
public class DatabaseCheck {

    private static final int VALID_SECONDS = 1;

    @Resource(lookup = "java:comp/DefaultDataSource")
    DataSource database;

    @Resource(lookup = "java:comp/DefaultManagedExecutorService")
    ManagedExecutorService threads;

    @Inject
    @ConfigProperty(name = "health.database_timeout")
    Duration timeout;

    private SharedCheck check;
    private volatile Product product;

    /**
     * Which database it is.
     *
     * @param product name and version
     * @param url     its address without user, password and parameters
     */
    public record Product(String product, String url) {
    }

    @PostConstruct
    void start() {
        check = new SharedCheck("database", this::connect, threads, timeout);
    }

    /** Healthy, or why not; after the time-out at the latest. */
    public CheckResult check() {
        return check.result();
    }

    /** What the last connection told; empty before the first one. */
    public Optional<Product> product() {
        return Optional.ofNullable(product);
    }

    private CheckResult connect() throws SQLException {
        try (Connection connection = database.getConnection()) {
            if (!connection.isValid(VALID_SECONDS)) {
                return CheckResult.unreachable("the connection is no longer valid");
            }
            if (product == null) {
                DatabaseMetaData told = connection.getMetaData();
                product = new Product(told.getDatabaseProductName() + " " + told.getDatabaseProductVersion(),
                        JdbcUrl.withoutSecrets(told.getURL()));
            }
            return CheckResult.HEALTHY;
        }
    }
}
