package org.hybridscheduler.caching.failover.routing;

import java.util.function.Supplier;
import javax.cache.CacheException;
import org.hybridscheduler.caching.failover.spi.EntryCodec;
import org.hybridscheduler.caching.failover.spi.StoredEntry;
import org.hybridscheduler.caching.failover.spi.UndecodableEntryException;

/** Marks what the application's codec throws inside a backend, so that it is not taken for a failure of the backend. */
final class ApplicationCodec implements EntryCodec {

    private final EntryCodec codec;

    ApplicationCodec(EntryCodec codec) {
        this.codec = codec;
    }

    /** What the application's codec threw, if that is what made a call fail; else null. */
    static RuntimeException thrownBy(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof Thrown thrown) {
                return thrown.original;
            }
        }
        return null;
    }

    @Override
    public String encodeKey(Object key) {
        return marked(() -> codec.encodeKey(key));
    }

    @Override
    public Object decodeKey(String text) {
        return marked(() -> codec.decodeKey(text));
    }

    @Override
    public byte[] encode(StoredEntry entry) {
        return marked(() -> codec.encode(entry));
    }

    @Override
    public StoredEntry decode(byte[] bytes) {
        return marked(() -> codec.decode(bytes));
    }

    private static <T> T marked(Supplier<T> work) {
        try {
            return work.get();
        } catch (UndecodableEntryException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new Thrown(e);
        }
    }

    private static final class Thrown extends CacheException {

        private static final long serialVersionUID = 1;

        private final RuntimeException original;

        Thrown(RuntimeException original) {
            super(original);
            this.original = original;
        }
    }
}
