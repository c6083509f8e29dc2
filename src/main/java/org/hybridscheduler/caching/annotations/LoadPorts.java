package org.hybridscheduler.caching.annotations;

/**
 * What the application says about loads.
 *
 * @param refresh null where nothing is ever refreshed
 */
record LoadPorts(LoadListener listener, LoadTimeout timeout, RefreshPolicy refresh) {

    static LoadPorts of(Collaborators collaborators) {
        return new LoadPorts(collaborators.port(LoadListener.class, (event, cacheName) -> { }),
                collaborators.port(LoadTimeout.class, cacheName -> LoadTimeout.DEFAULT),
                collaborators.port(RefreshPolicy.class, null));
    }

    boolean isDue(String cacheName, Object key, Object value) {
        return refresh != null && refresh.isDue(cacheName, key, value);
    }
}
