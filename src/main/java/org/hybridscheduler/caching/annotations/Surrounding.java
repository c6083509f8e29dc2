package org.hybridscheduler.caching.annotations;

/** Places a change of a cache before or after the intercepted method, and after its failure where that is asked for. */
final class Surrounding {

    private Surrounding() {
    }

    static Object proceed(CachedCall<?> call, boolean afterInvocation, Runnable change) throws Exception {
        if (!afterInvocation) {
            change.run();
            return call.proceed();
        }
        Object result;
        try {
            result = call.proceed();
        } catch (Exception | Error failure) {
            if (call.method().accepts(failure)) {
                despite(failure, change);
            }
            throw failure;
        }
        change.run();
        return result;
    }

    /** Throws what is an exception or an error; anything else, null too, passes. */
    static void rethrow(Object failure) throws Exception {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof Exception exception) {
            throw exception;
        }
    }

    /** Makes a change whose own failure must not hide the method's. */
    static void despite(Throwable failure, Runnable change) {
        try {
            change.run();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }
}
