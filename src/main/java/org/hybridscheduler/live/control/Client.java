package org.hybridscheduler.live.control;

/** Where messages to one client go. */
public interface Client {

    /** Begins to send a text; {@code done} is called, by any thread, when it is out or has failed. */
    void send(String text, Runnable done);

    /** Ends the connection for a reason that the client is told. */
    void drop(String reason);
}
