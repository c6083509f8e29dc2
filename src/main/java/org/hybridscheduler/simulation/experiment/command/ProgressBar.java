package org.hybridscheduler.simulation.experiment.command;

import java.io.PrintStream;
import org.hybridscheduler.simulation.experiment.Experiment.Progress;

/** One line on a terminal that is written over as cells are done. Thread-safe. */
final class ProgressBar {

    private static final int WIDTH = 40;

    private final PrintStream out;
    private int shown = -1;

    ProgressBar(PrintStream out) {
        this.out = out;
    }

    synchronized void show(Progress progress) {
        if (progress.done() <= shown) {
            return;
        }
        shown = progress.done();
        int filled = (int) ((long) WIDTH * progress.done() / progress.total());
        out.print("\r[" + "#".repeat(filled) + ".".repeat(WIDTH - filled) + "] " + progress.done() + "/"
                + progress.total() + " runs" + (progress.done() == progress.total() ? "\n" : ""));
        out.flush();
    }
}
