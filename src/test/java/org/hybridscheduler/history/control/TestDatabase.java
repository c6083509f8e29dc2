package org.hybridscheduler.history.control;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/** A real, migrated database and the application's persistence unit upon it, without a server. */
final class TestDatabase implements AutoCloseable {

    private final DataSource dataSource;
    private final EntityManagerFactory factory;
    private final AutoCloseable process;

    private TestDatabase(DataSource dataSource, AutoCloseable process) {
        this.dataSource = dataSource;
        this.process = process;
        SchemaMigration.migrate(dataSource);
        factory = Persistence.createEntityManagerFactory("history", Map.of(
                "jakarta.persistence.transactionType", "RESOURCE_LOCAL",
                "jakarta.persistence.nonJtaDataSource", dataSource,
                "eclipselink.logging.level", "OFF",
                "eclipselink.session-name", UUID.randomUUID().toString()));
    }

    static TestDatabase h2() {
        return h2(Function.identity());
    }

    /** An H2 database of which the application sees what {@code wrapped} makes of it. */
    static TestDatabase h2(Function<DataSource, DataSource> wrapped) {
        JdbcConnectionPool pool = JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1",
                "sa", "");
        return new TestDatabase(wrapped.apply(pool), pool::dispose);
    }

    static TestDatabase postgresql() {
        try {
            EmbeddedPostgres postgres = EmbeddedPostgres.start();
            return new TestDatabase(postgres.getPostgresDatabase(), postgres);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    DataSource dataSource() {
        return dataSource;
    }

    <T> T inTransaction(Function<EntityManager, T> work) {
        EntityManager entities = factory.createEntityManager();
        try {
            entities.getTransaction().begin();
            T result = work.apply(entities);
            entities.getTransaction().commit();
            return result;
        } finally {
            if (entities.getTransaction().isActive()) {
                entities.getTransaction().rollback();
            }
            entities.close();
        }
    }

    /** The writer's store, each call a transaction of its own as the server's interceptor makes it. */
    OutcomeStore outcomes() {
        return new TransactionalStore(this);
    }

    <T> T runs(Function<RunRepository, T> work) {
        return inTransaction(entities -> {
            RunRepository repository = new RunRepository();
            repository.entities = entities;
            return work.apply(repository);
        });
    }

    <T> T queries(Function<HistoryQueries, T> work) {
        return inTransaction(entities -> {
            HistoryQueries queries = new HistoryQueries();
            queries.entities = entities;
            return work.apply(queries);
        });
    }

    <T> T experiments(Function<ExperimentRepository, T> work) {
        return inTransaction(entities -> {
            ExperimentRepository repository = new ExperimentRepository();
            repository.entities = entities;
            return work.apply(repository);
        });
    }

    <T> T models(Function<ModelRepository, T> work) {
        return inTransaction(entities -> {
            ModelRepository repository = new ModelRepository();
            repository.entities = entities;
            return work.apply(repository);
        });
    }

    /** The one number that a query yields. */
    long number(String query) {
        return inTransaction(entities -> ((Number) entities.createNativeQuery(query).getSingleResult()).longValue());
    }

    @Override
    public void close() {
        factory.close();
        try {
            process.close();
        } catch (Exception e) {
            throw new IllegalStateException("The database did not stop", e);
        }
    }
}
