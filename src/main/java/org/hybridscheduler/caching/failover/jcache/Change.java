package org.hybridscheduler.caching.failover.jcache;

import org.hybridscheduler.caching.failover.spi.StoredEntry;

/**
 * What is to become of an entry that was read.
 *
 * @param kind whether it stays, and who hears of it where it does not
 * @param next the entry that takes its place; null where none does
 */
record Change(Kind kind, StoredEntry next) {

    static final Change KEEP = new Change(Kind.KEEP, null);
    static final Change REMOVE = new Change(Kind.REMOVE, null);

    /** {@code TOUCH} is a new deadline, of which no listener hears. */
    enum Kind {
        KEEP, WRITE, TOUCH, REMOVE
    }

    /** Decides over the entry under a key; called again where the entry changed meanwhile. */
    @FunctionalInterface
    interface Decision {

        /**
         * Decides.
         *
         * @param live the entry; null where there is none, or none that has not expired
         * @param now  in milliseconds since the epoch
         */
        Change decide(StoredEntry live, long now);
    }

    /**
     * What was done.
     *
     * @param before the entry there was; null where there was none
     * @param change what was decided
     * @param stored whether there is an entry now; not where the policy let it expire at once
     */
    record Done(StoredEntry before, Change change, boolean stored) {

        boolean hit() {
            return before != null;
        }

        Object valueBefore() {
            return before == null ? null : before.value();
        }

        boolean wrote() {
            return change.kind == Kind.WRITE && (stored || before != null);
        }

        boolean removed() {
            return change.kind == Kind.REMOVE && before != null;
        }
    }

    static Change write(StoredEntry next) {
        return new Change(Kind.WRITE, next);
    }

    static Change touch(StoredEntry next) {
        return new Change(Kind.TOUCH, next);
    }
}
