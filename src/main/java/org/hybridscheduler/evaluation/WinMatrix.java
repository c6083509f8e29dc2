package org.hybridscheduler.evaluation;

import java.util.List;

/** How often each of several systems did better than, worse than, and as well as each other. Not thread-safe. */
public final class WinMatrix {

    private final List<String> names;
    private final int[][] wins;
    private final int[][] ties;

    public WinMatrix(List<String> names) {
        this.names = List.copyOf(names);
        wins = new int[names.size()][names.size()];
        ties = new int[names.size()][names.size()];
    }

    /**
     * Counts one meeting.
     *
     * @param order less than 0: the first won; more: the second; 0: a tie
     */
    public void add(int first, int second, int order) {
        if (order == 0) {
            ties[first][second]++;
            ties[second][first]++;
        } else if (order < 0) {
            wins[first][second]++;
        } else {
            wins[second][first]++;
        }
    }

    public List<String> names() {
        return names;
    }

    public int wins(int first, int second) {
        return wins[first][second];
    }

    public int losses(int first, int second) {
        return wins[second][first];
    }

    public int ties(int first, int second) {
        return ties[first][second];
    }

    /** Wins and half the ties over all meetings, 0 to 1; NaN where the two never met. */
    public double share(int first, int second) {
        double meetings = wins(first, second) + losses(first, second) + ties(first, second);
        return (wins(first, second) + 0.5 * ties(first, second)) / meetings;
    }
}
