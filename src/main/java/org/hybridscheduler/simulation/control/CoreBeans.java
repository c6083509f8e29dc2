package org.hybridscheduler.simulation.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.hybridscheduler.scheduling.policy.StrategyRegistry;
import org.hybridscheduler.simulation.engine.LiveState;
import org.hybridscheduler.simulation.engine.StrategyNames;

/** Makes beans of what the core, which knows no container, declares. */
@ApplicationScoped
public class CoreBeans {

    @Produces
    @Singleton
    StrategyRegistry registry() {
        return new StrategyRegistry();
    }

    @Produces
    @Singleton
    StrategyNames names(StrategyRegistry registry) {
        return registry::names;
    }

    @Produces
    @ApplicationScoped
    LiveState state(LiveSimulation simulation) {
        return () -> simulation.phase().word();
    }
}
