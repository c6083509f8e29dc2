package org.hybridscheduler.history.control;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a bean's method as one query or batch, whose duration is then observed. */
@Documented
@Inherited
@InterceptorBinding
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface DatabaseQuery {

    /** What is done: {@code select}, {@code insert}, {@code update} or {@code delete}. */
    @Nonbinding
    String operation() default "";

    /** The table it is done to. */
    @Nonbinding
    String table() default "";
}
