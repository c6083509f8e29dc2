package org.hybridscheduler.caching.annotations;

import jakarta.interceptor.Interceptor;

/** Where the interceptors stand among others. */
final class CachingPriority {

    /**
     * Outside {@code @Transactional} (200 above the platform's start): a hit begins no transaction, and an entry is
     * removed after the commit, not before it, when another reader could still cache the old state.
     */
    static final int VALUE = Interceptor.Priority.PLATFORM_BEFORE + 100;

    private CachingPriority() {
    }
}
