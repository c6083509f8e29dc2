package org.hybridscheduler;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What was built: written into the configuration by the Maven build, the one source of the version. */
@ApplicationScoped
public class BuildInfo {

    @Inject
    @ConfigProperty(name = "application.name")
    String name;

    @Inject
    @ConfigProperty(name = "application.version")
    String version;

    @Inject
    @ConfigProperty(name = "application.commit")
    String commit;

    @Inject
    @ConfigProperty(name = "application.built_at")
    String builtAt;

    public String name() {
        return name;
    }

    public String version() {
        return version;
    }

    /** The commit's full hash, or {@code n/a} where the build ran without a Maven life cycle. */
    public String commit() {
        return commit;
    }

    /** ISO-8601 time of the build. */
    public String builtAt() {
        return builtAt;
    }
}
