package org.hybridscheduler.live.control;

import java.util.function.Consumer;

/** Where messages to one client go. */
public interface Client {

    /** Begins to send a text; {@code done} is told, by any thread, whether it is out: {@code false} when it failed. */
    void send(String text, Consumer<Boolean> done);

    /** Ends the connection for a reason that the client is told. */
    void drop(String reason);
}
