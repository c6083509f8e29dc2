package org.hybridscheduler.observability.health;

/**
 * What a check found.
 *
 * @param status {@code healthy}, or what is wrong, without secrets
 */
public record CheckResult(boolean healthy, String status) {

    static final CheckResult HEALTHY = new CheckResult(true, "healthy");

    static CheckResult unreachable(String why) {
        return new CheckResult(false, "unreachable: " + why);
    }
}
