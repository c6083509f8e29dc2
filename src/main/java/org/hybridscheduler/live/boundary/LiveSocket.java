package org.hybridscheduler.live.boundary;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Consumer;
import org.hybridscheduler.live.control.Client;
import org.hybridscheduler.live.control.LiveFeed;

/** {@code /ws}: the server speaks, clients listen. One instance a connection. */
@Dependent
@ServerEndpoint("/ws")
public class LiveSocket implements Client {

    private static final Logger LOG = System.getLogger(LiveSocket.class.getName());
    private static final int LONGEST_INPUT = 1024;

    @Inject
    LiveFeed feed;

    private volatile Session session;

    @OnOpen
    public void open(Session opened) {
        session = opened;
        opened.setMaxIdleTimeout(0);
        opened.setMaxTextMessageBufferSize(LONGEST_INPUT);
        if (!feed.join(this)) {
            close(CloseCodes.TRY_AGAIN_LATER, "There are too many clients");
        }
    }

    @OnMessage(maxMessageSize = LONGEST_INPUT)
    public void ignore(String message) {
        LOG.log(Level.TRACE, "A client said something, which nobody asked for");
    }

    @OnClose
    public void closed() {
        feed.leave(this);
    }

    @OnError
    public void failed(Throwable cause) {
        LOG.log(Level.DEBUG, "A WebSocket failed", cause);
        feed.leave(this);
    }

    @Override
    public void send(String text, Consumer<Boolean> done) {
        try {
            session.getAsyncRemote().sendText(text, result -> {
                done.accept(result.isOK());
                if (!result.isOK()) {
                    failed(result.getException());
                }
            });
        } catch (RuntimeException e) {
            done.accept(false);
            failed(e);
        }
    }

    @Override
    public void drop(String reason) {
        close(CloseCodes.VIOLATED_POLICY, reason);
    }

    private void close(CloseCodes code, String reason) {
        try {
            session.close(new CloseReason(code, reason));
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "A WebSocket did not close", e);
        }
    }
}
