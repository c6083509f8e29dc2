package org.hybridscheduler;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a package (and those below it that carry no mark of their own) as one module of the application and names the
 * modules it may use. An architecture test holds every class to it.
 */
@Target(ElementType.PACKAGE)
@Retention(RetentionPolicy.CLASS)
public @interface Module {

    /** The module's name: its package below {@code org.hybridscheduler}. */
    String name();

    /** Names of the modules whose classes this one may use. */
    String[] uses() default {};

    /** Whether the module compiles with the JDK alone, takes time and randomness from outside and never sleeps. */
    boolean pure() default false;
}
