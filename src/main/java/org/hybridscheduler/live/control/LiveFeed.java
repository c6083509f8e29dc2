package org.hybridscheduler.live.control;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hybridscheduler.simulation.engine.ComparisonSnapshot;
import org.hybridscheduler.simulation.engine.RunStateChanged;

/** Hands the latest state of the run to every client, ten times a second at most; the loop only leaves it here. */
@ApplicationScoped
public class LiveFeed {

    private static final long PERIOD_MILLIS = 100;

    @Resource
    ManagedScheduledExecutorService scheduler;

    @Inject
    @ConfigProperty(name = "live.max_clients")
    int maxClients;

    @Inject
    @ConfigProperty(name = "live.send_timeout_seconds")
    int sendTimeoutSeconds;

    private final Map<Client, Mailbox> mailboxes = new ConcurrentHashMap<>();
    private final AtomicReference<ComparisonSnapshot> latest = new AtomicReference<>();
    private ComparisonSnapshot posted;
    private long sequence;
    private ScheduledFuture<?> ticks;

    @PostConstruct
    void start() {
        ticks = scheduler.scheduleAtFixedRate(this::tick, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
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
        Mailbox mailbox = new Mailbox(client, TimeUnit.SECONDS.toNanos(sendTimeoutSeconds));
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

    private synchronized void tick() {
        if (mailboxes.isEmpty()) {
            return;
        }
        ComparisonSnapshot snapshot = latest.get();
        if (snapshot != posted && snapshot.latest() != null) {
            posted = snapshot;
            String update = UpdateMessage.update(snapshot, ++sequence);
            mailboxes.values().forEach(mailbox -> mailbox.post(update));
        }
        long now = System.nanoTime();
        mailboxes.forEach((client, mailbox) -> {
            mailbox.deliver(now);
            if (mailbox.isDropped()) {
                leave(client);
            }
        });
    }
}
