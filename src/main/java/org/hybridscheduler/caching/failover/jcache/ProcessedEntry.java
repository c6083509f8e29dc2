package org.hybridscheduler.caching.failover.jcache;

import javax.cache.processor.MutableEntry;
import org.hybridscheduler.caching.failover.spi.StoredEntry;

/** The entry that an entry processor sees; what it does with it is done when it ends. */
final class ProcessedEntry implements MutableEntry<Object, Object> {

    private final Object key;
    private final Source source;
    private final Types types;
    private final boolean existed;
    private Object value;
    private Act act = Act.NONE;

    /** What the processor did last that counts; {@code LOADED} without having set anything. */
    enum Act {
        NONE, READ, LOADED, SET, REMOVED
    }

    ProcessedEntry(Object key, StoredEntry live, Source source, Types types) {
        this.key = key;
        this.source = source;
        this.types = types;
        existed = live != null;
        value = existed ? live.value() : null;
    }

    Act act() {
        return act;
    }

    /** The value as it is now, without any effect. */
    Object value() {
        return value;
    }

    @Override
    public boolean exists() {
        return value != null;
    }

    @Override
    public Object getKey() {
        return key;
    }

    @Override
    public Object getValue() {
        if (act == Act.NONE) {
            if (existed) {
                act = Act.READ;
            } else if (source.readThrough()) {
                value = source.load(key);
                act = value == null ? Act.NONE : Act.LOADED;
            }
        }
        return value;
    }

    @Override
    public void setValue(Object newValue) {
        types.requireValue(newValue);
        value = newValue;
        act = Act.SET;
    }

    @Override
    public void remove() {
        // What was only made here never was: a writer that was not told of it need not delete it.
        boolean madeHere = !existed && (act == Act.SET || act == Act.LOADED);
        act = madeHere ? Act.NONE : Act.REMOVED;
        value = null;
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        return Unwrapping.unwrap(type, this);
    }
}
