package org.hybridscheduler.live.control;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hybridscheduler.LogSafe;
import org.hybridscheduler.simulation.engine.ComparisonSnapshot;
import org.hybridscheduler.simulation.engine.RunStateChanged;

/** Hands the latest state of the run to every client, ten times a second at most; the loop only leaves it here. */
@ApplicationScoped
public class LiveFeed {

    private static final Logger LOG = System.getLogger(LiveFeed.class.getName());
    private static final long PERIOD_MILLIS = 100;

    @Resource
    ManagedScheduledExecutorService scheduler;

    @Inject
    @ConfigProperty(name = "live.max_clients")
    int maxClients;

    @Inject
    @ConfigProperty(name = "live.send_timeout_seconds")
    int sendTimeoutSeconds;

    LongSupplier nanoTime = System::nanoTime;

    private final Map<Client, Mailbox> mailboxes = new ConcurrentHashMap<>();
    private final FrameCounts frames = new FrameCounts();
    private final AtomicReference<ComparisonSnapshot> latest = new AtomicReference<>();
    private ComparisonSnapshot posted;
    private long sequence;
    private ScheduledFuture<?> ticks;

    @PostConstruct
    void start() {
        // Not at a fixed rate: ticks that were missed would follow at once, and with them more messages than promised.
        ticks = scheduler.scheduleWithFixedDelay(this::tick, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        ticks.cancel(false);
    }

    void remember(@Observes ComparisonSnapshot snapshot) {
        latest.set(snapshot);
    }

    void tell(@Observes RunStateChanged change) {
        String message = UpdateMessage.notification(change.message());
        mailboxes.values().forEach(mailbox -> mailbox.notify(message));
    }

    /** Takes a client in, who gets the present state first; answers {@code false} when there are too many. */
    public synchronized boolean join(Client client) {
        if (mailboxes.size() >= maxClients) {
            return false;
        }
        Mailbox mailbox = new Mailbox(client, TimeUnit.SECONDS.toNanos(sendTimeoutSeconds), frames);
        ComparisonSnapshot snapshot = latest.get();
        if (snapshot != null && snapshot.latest() != null) {
            mailbox.post(UpdateMessage.update(snapshot, sequence));
        }
        mailboxes.put(client, mailbox);
        return true;
    }

    /** Forgets a client that has gone. */
    public void leave(Client client) {
        mailboxes.remove(client);
    }

    /** The number of clients. */
    public int clients() {
        return mailboxes.size();
    }

    /** What became of the messages to all clients so far. */
    public FrameCounts frames() {
        return frames;
    }

    /** Lets nothing out: the scheduler would never call again. */
    void tick() {
        try {
            if (!mailboxes.isEmpty()) {
                postLatest();
                deliver();
            }
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "The live feed could not tell its clients", LogSafe.of(e));
        }
    }

    private synchronized void postLatest() {
        ComparisonSnapshot snapshot = latest.get();
        if (snapshot != posted && snapshot.latest() != null) {
            posted = snapshot;
            String update = UpdateMessage.update(snapshot, ++sequence);
            mailboxes.values().forEach(mailbox -> mailbox.post(update));
        }
    }

    private void deliver() {
        long now = nanoTime.getAsLong();
        mailboxes.forEach((client, mailbox) -> {
            try {
                mailbox.deliver(now);
            } catch (RuntimeException e) {
                LOG.log(Level.DEBUG, "A client that cannot be told is left", e);
                leave(client);
            }
            if (mailbox.isDropped()) {
                leave(client);
            }
        });
    }
}
