package org.hybridscheduler.live.control;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;

/** Takes a message when the test says so. */
final class RecordingClient implements Client {

    private final List<String> sent = new ArrayList<>();
    private final List<String> drops = new ArrayList<>();
    private final Queue<Consumer<Boolean>> underWay = new ArrayDeque<>();

    @Override
    public void send(String text, Consumer<Boolean> done) {
        sent.add(text);
        underWay.add(done);
    }

    @Override
    public void drop(String reason) {
        drops.add(reason);
    }

    /** The message under way, if there is one, has arrived. */
    void take() {
        end(true);
    }

    /** The message under way, if there is one, did not arrive. */
    void lose() {
        end(false);
    }

    private void end(boolean out) {
        if (!underWay.isEmpty()) {
            underWay.remove().accept(out);
        }
    }

    int underWay() {
        return underWay.size();
    }

    List<String> sent() {
        return sent;
    }

    List<String> drops() {
        return drops;
    }
}
