package org.hybridscheduler.caching.annotations;

/** What happens to the loads of {@code @CacheResult} methods. */
public enum LoadEvent {

    /** The method ran, because the cache had no entry or was not to be asked, and returned. */
    LOADED,

    /** A caller found a load of its key under way and waits for its outcome. */
    JOINED,

    /** The method ran although the cache had an entry, which was {@link RefreshPolicy due}, and returned. */
    REFRESHED,

    /** The method ran, for either reason, and threw. */
    FAILED,

    /** A caller that had joined gave up; see {@link LoadTimeout}. */
    TIMED_OUT,

    /** What a run returned or threw was not kept, since its key was invalidated meanwhile. */
    DISCARDED
}
