package org.hybridscheduler;

import jakarta.enterprise.inject.Instance;

/**
 * Port: shows pieces of work, and what happens within each, as spans of a trace. A CDI bean of this type, if there is
 * one, is used; while tracing is off, beginning a span costs nanoseconds.
 */
@FunctionalInterface
public interface Tracing {

    /** Traces nothing. */
    Tracing NONE = name -> Span.NONE;

    /** The application's bean, or what traces nothing. */
    static Tracing of(Instance<Tracing> bean) {
        return bean.isUnsatisfied() ? NONE : bean.get();
    }

    /**
     * Begins a span within the one that is current on this thread, or a trace of its own where there is none. It is
     * the current one until it is closed, on the same thread.
     *
     * @param name of the kind of work, of few values: {@code history.write_batch}
     */
    Span begin(String name);

    /** A piece of work under way. */
    interface Span extends AutoCloseable {

        /** Of no trace. */
        Span NONE = new Span() {
            @Override
            public Span with(String attribute, String value) {
                return this;
            }

            @Override
            public Span with(String attribute, long value) {
                return this;
            }

            @Override
            public void failed(Throwable cause) {
                // Nobody looks.
            }

            @Override
            public void close() {
                // Nobody looks.
            }
        };

        /** Tells more of the work; never a secret, nor what a person sent. */
        Span with(String attribute, String value);

        /** Tells more of the work. */
        Span with(String attribute, long value);

        /** Notes that the work failed. */
        void failed(Throwable cause);

        @Override
        void close();
    }
}
