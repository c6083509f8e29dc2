package org.hybridscheduler.simulation.boundary;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.hybridscheduler.scheduling.Strategy;
import org.hybridscheduler.scheduling.policy.StrategyRegistry;

/** The strategies that exist. */
@Path("/api/schedulers")
@Produces(MediaType.APPLICATION_JSON)
public class SchedulerResource {

    /** A strategy as it declares itself. */
    public record SchedulerView(String name, String kind, String description, String binding, String knowledge,
            List<ParameterView> parameters) {
    }

    /** A setting of a strategy, configurable as {@code strategy.NAME.PARAMETER}. */
    public record ParameterView(String name, double defaultValue, double min, double max, String description) {
    }

    @Inject
    StrategyRegistry registry;

    /** All strategies, each with its one line. */
    @GET
    public List<SchedulerView> schedulers() {
        return registry.names().stream().map(this::view).toList();
    }

    private SchedulerView view(String name) {
        Strategy declared = registry.declared(name);
        return new SchedulerView(name, declared.kind(), declared.description(),
                registry.binding(name).name().toLowerCase(Locale.ROOT),
                declared.knowledge().name().toLowerCase(Locale.ROOT),
                Arrays.stream(declared.parameters()).map(parameter -> new ParameterView(parameter.name(),
                        parameter.defaultValue(), parameter.min(), parameter.max(), parameter.description())).toList());
    }
}
