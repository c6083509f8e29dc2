package org.hybridscheduler.simulation.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.hybridscheduler.scheduling.policy.StrategyRegistry;

/** Makes beans of what the core, which knows no container, offers. */
@ApplicationScoped
public class CoreBeans {

    @Produces
    @Singleton
    StrategyRegistry registry() {
        return new StrategyRegistry();
    }
}
