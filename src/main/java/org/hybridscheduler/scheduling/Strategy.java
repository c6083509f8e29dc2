package org.hybridscheduler.scheduling;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Declares a strategy once; listings, documentation, validation and configuration follow from it. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Strategy {

    /** The name that clients use, lower case with underscores. */
    String name();

    /** The family it belongs to: baseline, heuristic, learned or reference. */
    String kind();

    /** One line, a whole sentence. */
    String description();

    Knowledge knowledge();

    Parameter[] parameters() default {};

    /** A numeric setting of a strategy, configurable as {@code strategy.NAME.PARAMETER}. */
    @interface Parameter {

        String name();

        double defaultValue();

        double min();

        double max();

        /** One line with the unit. */
        String description();
    }
}
