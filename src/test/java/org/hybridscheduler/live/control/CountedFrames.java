package org.hybridscheduler.live.control;

import org.hybridscheduler.live.control.FrameCounts.Loss;

/** Counts for those who show them. */
public final class CountedFrames {

    private CountedFrames() {
    }

    /** So many sent, and so many lost for each reason. */
    public static FrameCounts of(int sent, int conflated, int pushedOut, int clientDropped) {
        FrameCounts counts = new FrameCounts();
        for (int i = 0; i < sent; i++) {
            counts.countSent();
        }
        counts.countLost(Loss.CONFLATED, conflated);
        counts.countLost(Loss.PUSHED_OUT, pushedOut);
        counts.countLost(Loss.CLIENT_DROPPED, clientDropped);
        return counts;
    }
}
