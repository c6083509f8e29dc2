package org.hybridscheduler.caching.failover.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A stretch of network in front of a server: it can delay, cut, refuse and swallow, and counts what its clients send.
 */
final class Proxy implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";

    private final int target;
    private final int port;
    private final String counted;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final AtomicLong connections = new AtomicLong();
    private final AtomicLong mentions = new AtomicLong();
    private final ScheduledExecutorService late = Executors.newSingleThreadScheduledExecutor(task -> daemon(task));
    private volatile long delayNanos;
    private volatile String delayed = "";
    private volatile boolean swallowing;
    private ServerSocket door;
    private Thread doorkeeper;

    /**
     * Opens the proxy.
     *
     * @param target  the port on the loopback interface that it leads to
     * @param counted the text whose mentions by clients are counted
     */
    Proxy(int target, String counted) {
        this.target = target;
        this.counted = counted;
        this.port = RedisProcess.freePort();
        admit();
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "proxy");
        thread.setDaemon(true);
        return thread;
    }

    int port() {
        return port;
    }

    /** How many connections clients have opened so far. */
    long connections() {
        return connections.get();
    }

    /** How many times clients have sent the counted text so far, forwarded or not. */
    long mentions() {
        return mentions.get();
    }

    /** Delays each direction by this much from now on. */
    void delay(Duration each) {
        delayNanos = each.toNanos();
    }

    /** Delays only what clients send with this text in it, from now on. */
    void delay(Duration each, String text) {
        delayed = text;
        delay(each);
    }

    /** Accepts connections and reads what comes, and forwards nothing; or no longer does so. */
    void swallow(boolean on) {
        swallowing = on;
        if (!on) {
            // What was swallowed is missing in the conversations: they cannot go on.
            cut();
        }
    }

    /** Cuts every connection there is. */
    void cut() {
        links.forEach(Link::close);
    }

    /** Cuts every connection and refuses new ones. */
    void refuse() {
        closeQuietly(door);
        try {
            // The kernel goes on accepting until the thread that waits for connections has left.
            doorkeeper.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        cut();
    }

    /** Admits new connections again. */
    void admit() {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(LOOPBACK), port), 128);
            door = socket;
            doorkeeper = daemon(() -> accept(socket));
            doorkeeper.start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on " + port, e);
        }
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                connections.incrementAndGet();
                Link link = new Link(client, new Socket());
                links.add(link);
                daemon(link::talk).start();
            } catch (IOException e) {
                // The door was closed.
                return;
            }
        }
    }

    @Override
    public void close() {
        refuse();
        late.shutdownNow();
    }

    private static void closeQuietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }

    /** One client's connection and the one it leads to. */
    private final class Link {

        private final Socket client;
        private final Socket server;

        private Link(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        private void talk() {
            try {
                client.setTcpNoDelay(true);
                if (swallowing) {
                    pump(client, null, true);
                    return;
                }
                server.connect(new InetSocketAddress(LOOPBACK, target), 5000);
                server.setTcpNoDelay(true);
                daemon(() -> pump(server, client, false)).start();
                pump(client, server, true);
            } catch (IOException e) {
                close();
            }
        }

        private void pump(Socket from, Socket to, boolean ofClient) {
            byte[] buffer = new byte[16 * 1024];
            long due = 0;
            try {
                InputStream in = from.getInputStream();
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    String sent = ofClient ? new String(buffer, 0, read, ISO_8859_1) : "";
                    count(sent);
                    if (to != null && !swallowing) {
                        long delay = sent.contains(delayed) ? delayNanos : 0;
                        due = Math.max(due, System.nanoTime() + delay);
                        forward(Arrays.copyOf(buffer, read), to, due);
                    }
                }
            } catch (IOException e) {
                // One side went away: so does the other.
            } finally {
                close();
            }
        }

        private void forward(byte[] bytes, Socket to, long due) throws IOException {
            long wait = due - System.nanoTime();
            if (wait <= 0) {
                to.getOutputStream().write(bytes);
                return;
            }
            late.schedule(() -> {
                to.getOutputStream().write(bytes);
                return null;
            }, wait, TimeUnit.NANOSECONDS);
        }

        private void count(String sent) {
            for (int at = sent.indexOf(counted); at >= 0; at = sent.indexOf(counted, at + 1)) {
                mentions.incrementAndGet();
            }
        }

        private void close() {
            links.remove(this);
            closeQuietly(client);
            closeQuietly(server);
        }
    }
}
