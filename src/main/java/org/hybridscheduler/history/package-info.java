/**
 * What runs leave behind. {@code control} takes outcomes in from the live loop, stores them in batches, and answers
 * cached questions about them; {@code entity} maps the tables and never leaves this package; {@code boundary} answers
 * clients. Flyway owns the schema: {@code db/migration}.
 */
@Module(name = "history", uses = {"simulation.engine", "simulation.experiment", "scheduling", "evaluation", "caching", "problem",
        "root"})
package org.hybridscheduler.history;

import org.hybridscheduler.Module;
