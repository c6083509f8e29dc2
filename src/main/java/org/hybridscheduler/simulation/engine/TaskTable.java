package org.hybridscheduler.simulation.engine;

/**
 * Values by task id, without a boxed key or an entry object for each. Open addressing with linear probing; a removal moves
 * the entries behind it up (Knuth, The Art of Computer Programming 3, 6.4, algorithm R). Not thread-safe.
 */
final class TaskTable<V> {

    private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

    private long[] ids = new long[16];
    private Object[] values = new Object[16];
    private int shift = Long.SIZE - 4;
    private int size;

    int size() {
        return size;
    }

    /** The task's value, or {@code null}. */
    V get(long id) {
        return value(slot(id));
    }

    /** Takes a value, not {@code null}, in place of the one before. */
    void put(long id, V value) {
        int slot = slot(id);
        if (values[slot] == null && 2 * ++size > ids.length) {
            grow();
            slot = slot(id);
        }
        ids[slot] = id;
        values[slot] = value;
    }

    /** Forgets the task and answers its value, or {@code null}. */
    V remove(long id) {
        int hole = slot(id);
        V removed = value(hole);
        if (removed == null) {
            return null;
        }
        size--;
        int mask = ids.length - 1;
        for (int next = hole + 1 & mask; values[next] != null; next = next + 1 & mask) {
            if ((next - home(ids[next]) & mask) >= (next - hole & mask)) {
                ids[hole] = ids[next];
                values[hole] = values[next];
                hole = next;
            }
        }
        values[hole] = null;
        return removed;
    }

    /** Shows every task and its value, in no particular order. */
    void forEach(Visitor<? super V> visitor) {
        for (int slot = 0; slot < values.length; slot++) {
            if (values[slot] != null) {
                visitor.visit(ids[slot], value(slot));
            }
        }
    }

    /** Looks at one task's value. */
    @FunctionalInterface
    interface Visitor<V> {

        void visit(long id, V value);
    }

    /** Any of the values; {@code null} where there is none. */
    V any() {
        for (int slot = 0; slot < values.length; slot++) {
            if (values[slot] != null) {
                return value(slot);
            }
        }
        return null;
    }

    private int slot(long id) {
        int mask = ids.length - 1;
        int slot = home(id);
        while (values[slot] != null && ids[slot] != id) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private int home(long id) {
        return (int) (id * GOLDEN_RATIO >>> shift);
    }

    @SuppressWarnings("unchecked")
    private V value(int slot) {
        return (V) values[slot];
    }

    private void grow() {
        long[] oldIds = ids;
        Object[] oldValues = values;
        ids = new long[2 * oldIds.length];
        values = new Object[2 * oldIds.length];
        shift--;
        for (int old = 0; old < oldIds.length; old++) {
            if (oldValues[old] != null) {
                int slot = slot(oldIds[old]);
                ids[slot] = oldIds[old];
                values[slot] = oldValues[old];
            }
        }
    }
}
