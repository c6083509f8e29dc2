package org.hybridscheduler.evaluation;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Mean bounded slowdown for each group of tasks, and how fair that is. Tasks without a group are a group; from the {@value
 * #MAX_GROUPS}th group on, all others are one. Not thread-safe.
 */
public final class GroupSlowdowns {

    /** Groups that are told apart. */
    public static final int MAX_GROUPS = 64;

    private static final String NO_GROUP = "";
    private static final String OTHERS = "\u0000others";

    private static final class Mean {

        private long count;
        private double total;
    }

    private final Map<String, Mean> groups = new LinkedHashMap<>();
    /** Tasks of a kind often come in a row. */
    private String latestGroup;
    private Mean latest;

    /** Adds a finished task of this group, {@code null} where it has none. */
    public void add(String group, double boundedSlowdown) {
        if (latest == null || !Objects.equals(group, latestGroup)) {
            latest = mean(group == null ? NO_GROUP : group);
            latestGroup = group;
        }
        latest.count++;
        latest.total += boundedSlowdown;
    }

    private Mean mean(String group) {
        Mean mean = groups.get(group);
        return mean != null ? mean
                : groups.computeIfAbsent(groups.size() < MAX_GROUPS - 1 ? group : OTHERS, name -> new Mean());
    }

    /**
     * Jain's index of the groups' mean bounded slowdowns, {@code (sum x)^2 / (n sum x^2)}: from 1/n to 1, where all fare
     * alike; NaN before the first task (Jain, Chiu, Hawe: A Quantitative Measure of Fairness and Discrimination, DEC-TR-301,
     * 1984).
     */
    public double jainIndex() {
        double sum = 0;
        double squares = 0;
        for (Mean group : groups.values()) {
            double mean = group.total / group.count;
            sum += mean;
            squares += mean * mean;
        }
        return groups.isEmpty() ? Double.NaN : sum * sum / (groups.size() * squares);
    }

    public GroupSlowdowns copy() {
        return fromBytes(toBytes());
    }

    /** A compact form that {@link #fromBytes} reads back. */
    public byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (Map.Entry<String, Mean> group : groups.entrySet()) {
                out.writeUTF(group.getKey());
                out.writeLong(group.getValue().count);
                out.writeDouble(group.getValue().total);
            }
        } catch (IOException e) {
            throw new IllegalStateException("A group has a name of more than 65535 bytes", e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads what {@link #toBytes} wrote.
     *
     * @throws IllegalArgumentException where it did not
     */
    public static GroupSlowdowns fromBytes(byte[] bytes) {
        GroupSlowdowns slowdowns = new GroupSlowdowns();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            while (in.available() > 0) {
                Mean mean = new Mean();
                slowdowns.groups.put(in.readUTF(), mean);
                mean.count = in.readLong();
                mean.total = in.readDouble();
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("Not the slowdowns of groups, " + bytes.length + " bytes", e);
        }
        return slowdowns;
    }
}
