package org.hybridscheduler.architecture;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import java.util.List;
import java.util.Set;

/** Calls and method references that make a result depend on more than the arguments. */
final class ImpureCalls {

    private static final Set<String> METHODS = Set.of(
            "java.lang.Thread.sleep", "java.util.concurrent.TimeUnit.sleep",
            "java.util.concurrent.locks.LockSupport.parkNanos", "java.util.concurrent.locks.LockSupport.parkUntil",
            "java.lang.System.currentTimeMillis", "java.lang.System.nanoTime",
            "java.lang.Math.random", "java.lang.StrictMath.random", "java.util.UUID.randomUUID",
            "java.util.concurrent.ThreadLocalRandom.current",
            "java.security.SecureRandom.<init>");
    private static final Set<String> WITHOUT_ARGUMENTS = Set.of(
            "java.util.Random.<init>", "java.util.SplittableRandom.<init>", "java.util.Date.<init>");

    private ImpureCalls() {
    }

    static boolean contains(JavaAccess<?> access) {
        if (!(access.getTarget() instanceof CodeUnitAccessTarget target)) {
            return false;
        }
        String owner = target.getOwner().getName();
        String method = owner + "." + target.getName();
        List<String> parameters = target.getRawParameterTypes().stream().map(type -> type.getName()).toList();
        return METHODS.contains(method)
                || WITHOUT_ARGUMENTS.contains(method) && parameters.isEmpty()
                || method.equals("java.util.Collections.shuffle") && parameters.size() == 1
                || owner.equals("java.time.Clock") && target.getName().matches("(system|tick).*")
                || owner.startsWith("java.time.") && target.getName().equals("now")
                        && !parameters.contains("java.time.Clock");
    }
}
