package org.hybridscheduler.caching.control;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.cache.CacheException;
import org.redisson.api.RedissonClient;
import org.redisson.api.redisnode.RedisNode.InfoSection;
import org.redisson.api.redisnode.RedisNodeAsync;
import org.redisson.api.redisnode.RedisNodes;

/**
 * Which processes are the masters: Redis draws its {@code run_id} at each start, and a promoted replica has its own.
 * Asked are those that the client takes for masters and sends its commands to. A master that joins a cluster changes
 * the text too, though nothing is lost: that cannot be told from here.
 */
public final class RedisIncarnation implements Supplier<String> {

    private static final Logger LOG = System.getLogger(RedisIncarnation.class.getName());

    private final RedissonClient client;
    private final AtomicBoolean complained = new AtomicBoolean();

    /** Asks the masters that a client knows. */
    public RedisIncarnation(RedissonClient client) {
        this.client = client;
    }

    /**
     * The ids of all masters in order; empty where Redis lets this user have none.
     *
     * @throws CacheException where one does not answer, or the thread is interrupted meanwhile
     */
    @Override
    public String get() {
        List<CompletableFuture<Map<String, String>>> answers = masters().stream()
                .map(each -> each.infoAsync(InfoSection.SERVER).toCompletableFuture()).toList();
        try {
            CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CacheException("Interrupted while Redis was asked for its run id", e);
        } catch (ExecutionException e) {
            return unknownIfForbidden(e.getCause());
        }
        return answers.stream().map(each -> each.join().getOrDefault("run_id", "")).sorted()
                .collect(Collectors.joining(" "));
    }

    private Collection<? extends RedisNodeAsync> masters() {
        if (client.getConfig().isClusterConfig()) {
            return client.getRedisNodes(RedisNodes.CLUSTER).getMasters();
        }
        return List.of(client.getConfig().isSentinelConfig()
                ? client.getRedisNodes(RedisNodes.SENTINEL_MASTER_SLAVE).getMaster()
                : client.getRedisNodes(RedisNodes.SINGLE).getInstance());
    }

    /** A user without the right to ask has a cache all the same, with one way less to notice lost writes. */
    private String unknownIfForbidden(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        if (!message.startsWith("NOPERM") && !message.startsWith("ERR unknown command")) {
            throw new CacheException("Redis did not tell its run id", failure);
        }
        if (complained.compareAndSet(false, true)) {
            LOG.log(Level.WARNING, "Redis does not let its user call INFO, so a restart that loses the last writes may "
                    + "go unnoticed. Maybe the user lacks +info?");
        }
        return "";
    }
}
