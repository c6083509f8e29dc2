/**
 * What an operator sees: health, metrics and the Prometheus page. Nobody uses this package; it observes the others
 * through CDI events and interceptors, and keeps MicroProfile's metrics API to itself.
 *
 * <p>Decisions: metrics are declared once, and their page is written here from our own meters and the server's
 * registries, because servers differ in theirs, and because MicroProfile's timer buckets are whole milliseconds while a
 * cached answer takes a fraction of one.
 */
@Module(name = "observability", uses = {"simulation.engine", "scheduling", "caching", "caching.failover",
        "history", "live", "problem"})
package org.hybridscheduler.observability;

import org.hybridscheduler.Module;
