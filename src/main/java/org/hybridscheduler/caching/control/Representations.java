package org.hybridscheduler.caching.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import org.hybridscheduler.caching.Representation;

/** Makes what is to be cached: a representation that stays fresh for its namespace's time to live. */
@ApplicationScoped
public class Representations {

    @Inject
    Clock clock;

    @Inject
    CacheSettings settings;

    /**
     * Makes a representation.
     *
     * @param json the document, UTF-8
     */
    public Representation fresh(String namespace, byte[] json) {
        return Representation.of(json, clock.instant().plus(settings.timeToLive(namespace)));
    }
}
