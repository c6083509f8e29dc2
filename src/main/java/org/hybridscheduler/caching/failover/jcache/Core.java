package org.hybridscheduler.caching.failover.jcache;

import org.hybridscheduler.caching.failover.jcache.Change.Decision;
import org.hybridscheduler.caching.failover.jcache.Change.Done;
import org.hybridscheduler.caching.failover.spi.EntryCodec;
import org.hybridscheduler.caching.failover.spi.Store;

/** What the operations on one cache work with. */
record Core(Store store, EntryCodec codec, Near near, Entries entries, Expiry expiry, Events<?, ?> events,
            Source source, Sink sink, Meter meter) {

    /** Changes an entry as decided, in turn with others where the decision runs a writer. */
    Done write(Object key, String text, Decision decision) {
        return sink.writesThrough() ? entries.changeInTurn(key, text, decision) : entries.change(key, text, decision);
    }
}
