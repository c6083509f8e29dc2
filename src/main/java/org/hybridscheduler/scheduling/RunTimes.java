package org.hybridscheduler.scheduling;

/**
 * How long one task takes on each kind of device, alone there, in seconds.
 *
 * <p>A fraction f on a GPU and the rest on a CPU, in parallel, takes {@code max((1-f) c, a + f (g - a))}: the fixed part a
 * (launch and link latency) is paid once, transfer and kernel shrink with the fraction. Where {@code 0 < a < c}, both
 * sides are equal at {@code f* = (c - a) / (c + g - a)}, which takes {@code c g / (c + g - a)} and beats both devices.
 *
 * @param cpuSeconds c, end to end on one CPU worker, more than 0
 * @param gpuSeconds g, end to end on one GPU including transfer, more than 0
 * @param gpuFixedSeconds a, the part of g that does not shrink with the fraction, from 0 to g
 */
public record RunTimes(double cpuSeconds, double gpuSeconds, double gpuFixedSeconds) {

    public RunTimes {
        requirePositive("cpuSeconds", cpuSeconds);
        requirePositive("gpuSeconds", gpuSeconds);
        if (!(gpuFixedSeconds >= 0 && gpuFixedSeconds <= gpuSeconds)) {
            throw new IllegalArgumentException("gpuFixedSeconds is " + gpuFixedSeconds + ", expected 0 to " + gpuSeconds);
        }
    }

    private static void requirePositive(String what, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(what + " is " + value + ", expected a finite number above 0");
        }
    }

    /** Seconds that the CPU's share takes when a fraction runs on a GPU. */
    public double cpuShareSeconds(double gpuFraction) {
        return (1 - gpuFraction) * cpuSeconds;
    }

    /** Seconds that the GPU's share takes; 0 for a fraction of 0. */
    public double gpuShareSeconds(double gpuFraction) {
        return gpuFraction == 0 ? 0 : gpuFixedSeconds + gpuFraction * (gpuSeconds - gpuFixedSeconds);
    }

    /** Seconds from start to finish with the given fraction, from 0 to 1, on a GPU and the rest on a CPU. */
    public double seconds(double gpuFraction) {
        return Math.max(cpuShareSeconds(gpuFraction), gpuShareSeconds(gpuFraction));
    }

    /** The fraction on a GPU with which the task, alone on the cluster, finishes first: 0, 1 or the interior optimum. */
    public double bestGpuFraction() {
        if (gpuFixedSeconds >= cpuSeconds) {
            return 0;
        }
        return (cpuSeconds - gpuFixedSeconds) / (cpuSeconds + gpuSeconds - gpuFixedSeconds);
    }

    /** The shortest time that any placement of this task can take. */
    public double bestSeconds() {
        return seconds(bestGpuFraction());
    }

    /** The shorter of the two single-device times. */
    public double fastestDeviceSeconds() {
        return Math.min(cpuSeconds, gpuSeconds);
    }

    /** These times with each device's multiplied by a factor above 0; the fixed part stays, but never exceeds g. */
    public RunTimes scaled(double cpuFactor, double gpuFactor) {
        double gpu = gpuSeconds * gpuFactor;
        return new RunTimes(cpuSeconds * cpuFactor, gpu, Math.min(gpuFixedSeconds, gpu));
    }
}
