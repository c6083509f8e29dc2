package org.hybridscheduler.scheduling.planning;

import java.util.ArrayList;
import java.util.List;

/** The gaps that are left in one device's plan, in order of time; the last one has no end. */
final class Timeline {

    private record Gap(double start, double end) {
    }

    private final List<Gap> gaps = new ArrayList<>();

    Timeline(double freeAt) {
        gaps.add(new Gap(freeAt, Double.POSITIVE_INFINITY));
    }

    /** The earliest start of something this long, not before it is ready. */
    double earliestStart(double ready, double seconds) {
        return Math.max(ready, gaps.get(firstGap(ready, seconds)).start);
    }

    /** Takes the time out of the gap in which {@link #earliestStart} found it. */
    void take(double start, double seconds) {
        int index = firstGap(start, seconds);
        Gap gap = gaps.remove(index);
        if (start + seconds < gap.end) {
            gaps.add(index, new Gap(start + seconds, gap.end));
        }
        if (gap.start < start) {
            gaps.add(index, new Gap(gap.start, start));
        }
    }

    private int firstGap(double ready, double seconds) {
        int low = 0;
        int high = gaps.size() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (gaps.get(middle).end < ready) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        while (Math.max(ready, gaps.get(low).start) + seconds > gaps.get(low).end) {
            low++;
        }
        return low;
    }
}
