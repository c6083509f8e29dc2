package org.hybridscheduler.scheduling.policy;

import java.util.List;

/** A name that no strategy has. */
public class UnknownStrategyException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    UnknownStrategyException(String name, List<String> names) {
        super("No strategy '" + name + "', expected one of " + String.join(", ", names));
    }
}
