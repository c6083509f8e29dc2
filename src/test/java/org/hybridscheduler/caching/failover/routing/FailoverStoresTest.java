package org.hybridscheduler.caching.failover.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import javax.cache.CacheException;
import org.hybridscheduler.caching.failover.routing.FakeServer.Fault;
import org.hybridscheduler.caching.failover.spi.RoutingState;
import org.hybridscheduler.caching.failover.spi.Store;
import org.hybridscheduler.caching.failover.spi.StoreSettings;
import org.hybridscheduler.caching.failover.spi.StoredEntry;
import org.hybridscheduler.caching.failover.spi.UnencodableEntryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailoverStoresTest {

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicLong ids = new AtomicLong();
    private final FakeServer server = new FakeServer();
    private final Node node = node("a");

    private Node node(String name) {
        return new Node(name, server, nanos, ids);
    }

    @Test
    void start_fallbackServesUntilThePrimaryPassedItsProbes() {
        assertThat(node.state()).isEqualTo(RoutingState.PROBING);
        node.put("k", "early");

        node.looked(1);
        assertThat(node.get("k")).isEqualTo("early");
        node.looked(1);

        assertThat(node.state()).isEqualTo(RoutingState.CLOSED);
        assertThat(node.get("k")).isNull();
        assertThat(node.stores.status().failovers()).isZero();
    }

    /**
     * Each start of a server logged a failover: a client that had just started took more than the time-out of a probe
     * to connect and to load its classes. Its first answer has the time that opening it has.
     */
    @Test
    void start_firstAnswerSlow_isNoFailover() {
        node.primary.answerSlowly(3);

        node.looked(2);

        assertThat(node.state()).isEqualTo(RoutingState.CLOSED);
        assertThat(node.stores.status().failovers()).isZero();
    }

    @Test
    void start_laterAnswerSlow_isAFailedProbe() {
        node.primary.answerSlowly(4);

        node.looked(1);

        assertThat(node.state()).isEqualTo(RoutingState.OPEN);
    }

    @Test
    void read_threeRefused_opensAndNobodyTouchesThePrimaryAfterwards() {
        node.looked(2).put("k", "v");
        node.primary.fault = Fault.REFUSE;

        assertThat(node.get("k")).isNull();
        assertThat(node.kicked()).isTrue();
        assertThat(node.get("k")).isNull();
        assertThat(node.state()).isEqualTo(RoutingState.CLOSED);
        assertThat(node.get("k")).isNull();
        assertThat(node.state()).isEqualTo(RoutingState.OPEN);
        assertThat(node.stores.status().cause()).isEqualTo("ConnectException: Connection refused");

        int touched = node.primary.touched.get();
        node.put("k", "w");
        assertThat(node.get("k")).isEqualTo("w");
        assertThat(node.primary.touched).hasValue(touched);
    }

    @Test
    void read_hanging_isCutShortWithinTheBound() {
        node.looked(2);
        node.primary.fault = Fault.HANG;
        long start = nanos.get();

        assertThat(node.get("k")).isNull();

        assertThat(Duration.ofNanos(nanos.get() - start)).isBetween(Duration.ofMillis(100), Duration.ofMillis(150));
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void write_hanging_givesTheGenerationUpWithoutAFailover() {
        node.looked(2).put("k", "old");
        node.primary.fault = Fault.HANG;

        node.put("k", "new");

        assertThat(node.state()).isEqualTo(RoutingState.PROBING);
        assertThat(node.stores.status().failovers()).isZero();
        assertThat(node.get("k")).isEqualTo("new");
        node.primary.fault = Fault.NONE;
        node.looked(3);
        node.primary.arrive();
        assertThat(node.state()).isEqualTo(RoutingState.CLOSED);
        assertThat(node.get("k")).isNull();
    }

    @Test
    void write_ofWhatTheCodecRefuses_throwsThatAndIsNoFailure() {
        node.looked(2);
        UnencodableEntryException refused = new UnencodableEntryException("not a value of this cache", null);
        node.primary.between = () -> {
            throw new CompletionException(refused);
        };

        assertThatThrownBy(() -> node.put("k", "v")).isSameAs(refused);
        assertThat(node.state()).isEqualTo(RoutingState.CLOSED);
        assertThat(node.snapshot().failures()).isZero();
    }

    @Test
    void read_interruptedBySomebodyElse_isNoFailure() {
        node.looked(2);
        node.primary.fault = Fault.HANG;
        node.primary.whileHanging = Thread.currentThread()::interrupt;

        assertThatThrownBy(() -> node.get("k")).isInstanceOf(CacheException.class).hasMessageContaining("interrupted");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(node.snapshot().failures()).isZero();
        assertThat(node.state()).isEqualTo(RoutingState.CLOSED);
    }

    @Test
    void write_interruptedBySomebodyElse_givesTheGenerationUpAndThrows() {
        node.looked(2);
        node.primary.fault = Fault.HANG;
        node.primary.whileHanging = Thread.currentThread()::interrupt;

        assertThatThrownBy(() -> node.put("k", "v")).isInstanceOf(CacheException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(node.state()).isEqualTo(RoutingState.PROBING);
    }

    @Test
    void write_endingInAnError_throwsItAndGivesTheGenerationUp() {
        node.looked(2);
        node.primary.between = () -> {
            throw new StackOverflowError();
        };

        assertThatThrownBy(() -> node.put("k", "v")).isInstanceOf(StackOverflowError.class);
        assertThat(node.state()).isEqualTo(RoutingState.PROBING);
    }

    @Test
    void heartbeat_primaryRolledBackWithoutTellingSo_beginsANewGeneration() {
        FakeServer silent = new FakeServer(false);
        Node node = new Node("a", silent, nanos, ids);
        node.looked(2).put("k", "old");
        Map<String, Map<String, StoredEntry>> copy = silent.copy();
        node.put("k", "new");
        node.look();
        silent.restore(copy);

        node.look();

        assertThat(node.state()).isEqualTo(RoutingState.PROBING);
        assertThat(node.stores.status().cause()).startsWith("the primary lost writes it had acknowledged");
        assertThat(node.looked(3).get("k")).isNull();
        assertThat(node.state()).isEqualTo(RoutingState.CLOSED);
    }

    /** What was lost came after the last heartbeat, so no counter tells of it. */
    @Test
    void heartbeat_primaryRestartedWithoutItsLastWrites_beginsANewGeneration() {
        node.looked(2).put("k", "old");
        node.look();
        Map<String, Map<String, StoredEntry>> copy = server.copy();
        node.remove("k");
        server.restore(copy);
        assertThat(node.get("k")).isEqualTo("old");

        node.look();

        assertThat(node.state()).isEqualTo(RoutingState.PROBING);
        assertThat(node.stores.status().cause()).startsWith("the primary was restarted or replaced");
        assertThat(node.stores.status().failovers()).isZero();
        assertThat(node.looked(3).get("k")).isNull();
        assertThat(node.state()).isEqualTo(RoutingState.CLOSED);
    }

    /** The restart falls into the entering itself: what it took away is missed by the heartbeat after. */
    @Test
    void begin_primaryRestartedMeanwhile_isNoticedByTheFirstHeartbeat() {
        node.looked(1);
        Map<String, Map<String, StoredEntry>> copy = server.copy();
        node.primary.between = () -> {
            if (node.snapshot().entering() && server.texts("test~registry").containsKey("generation")) {
                node.primary.between = () -> { };
                server.restore(copy);
            }
        };
        node.looked(1);
        assertThat(node.state()).isEqualTo(RoutingState.CLOSED);

        node.look();

        assertThat(node.stores.status().cause()).startsWith("the primary was restarted or replaced");
    }

    /**
     * The restart brings another node's generation back, which holds what was removed here before this one began. The
     * counter was last advanced before that as well, so it tells of nothing. At whatever moment of a heartbeat it
     * happens, the other generation must not be followed.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void heartbeat_restartInItsMidst_followsNothingOutOfRestoredData(int moment) {
        Node other = node("b");
        other.looked(2).put("k", "removed at a");
        String former = other.snapshot().primary().id();
        node.remove("k");
        AtomicReference<Map<String, Map<String, StoredEntry>>> copy = new AtomicReference<>();
        node.primary.between = () -> {
            if (former.equals(server.texts("test~registry").get("generation"))) {
                copy.set(server.copy());
            }
        };
        node.looked(2);
        AtomicLong moments = new AtomicLong();
        node.primary.between = () -> {
            if (moments.incrementAndGet() == moment) {
                server.restore(copy.get());
            }
        };

        node.look();

        assertThat(moments).hasValueGreaterThanOrEqualTo(moment);
        assertThat(node.get("k")).isNull();
        node.look();
        assertThat(node.state()).isEqualTo(RoutingState.PROBING);
    }

    /** As {@code heartbeat_oneLateAnswer}: the incarnation is asked for twice, too. */
    @Test
    void heartbeat_incarnationRefusedTwice_opens() {
        node.looked(2);
        AtomicLong moments = new AtomicLong();
        node.primary.between = () -> {
            // Those before and after the generation is read come first.
            if (moments.incrementAndGet() > 2) {
                node.primary.fault = Fault.REFUSE;
            }
        };

        node.look();

        assertThat(node.state()).isEqualTo(RoutingState.OPEN);
    }

    @Test
    void heartbeat_oneLateAnswer_isNoOutage() {
        node.looked(2);
        node.primary.fault = Fault.HANG;
        node.primary.whileHanging = () -> {
            node.passTick();
            if (Thread.currentThread().isInterrupted()) {
                node.primary.fault = Fault.NONE;
            }
        };

        node.look();

        assertThat(node.state()).isEqualTo(RoutingState.CLOSED);
    }

    @Test
    void heartbeat_anotherNodeBeganAGeneration_isFollowedWithoutWhatWasRemovedHere() {
        Node other = node("b");
        node.looked(2);
        other.looked(2).put("k", "removed at a");
        node.remove("k");

        node.look();

        assertThat(node.snapshot().primary().id()).isEqualTo(other.snapshot().primary().id());
        assertThat(other.get("k")).isNull();
        other.put("k", "shared");
        assertThat(node.get("k")).isEqualTo("shared");
        assertThat(node.stores.status().failovers()).isZero();
    }

    /** Between announcing a generation and serving it another node fills it with what is removed here just then. */
    @Test
    void begin_anotherNodeFillsTheGenerationMeanwhile_whatIsRemovedHereIsNotServed() {
        Node other = node("b");
        other.looked(2);
        String before = other.snapshot().primary().id();
        AtomicLong times = new AtomicLong();
        node.primary.between = () -> {
            boolean announced = !before.equals(server.texts("test~registry").get("generation"));
            if (announced && times.getAndIncrement() == 0) {
                other.look();
                other.put("k", "removed at a");
                node.remove("k");
            }
        };

        node.looked(2);

        assertThat(times).hasPositiveValue();
        assertThat(node.snapshot().primary().id()).isEqualTo(other.snapshot().primary().id());
        assertThat(node.get("k")).isNull();
    }

    /** The same, when yet another generation is begun and filled before the first one serves here. */
    @Test
    void begin_overtakenByAnotherGeneration_whatIsRemovedMeanwhileIsNotServedThere() {
        Node other = node("b");
        AtomicLong times = new AtomicLong();
        node.primary.between = () -> {
            boolean announced = server.texts("test~registry").containsKey("generation");
            if (announced && times.getAndIncrement() == 0) {
                other.looked(2).put("k", "removed at a");
                node.remove("k");
            }
        };
        node.looked(2);
        assertThat(node.snapshot().primary().id()).isNotEqualTo(other.snapshot().primary().id());

        node.look();

        assertThat(node.snapshot().primary().id()).isEqualTo(other.snapshot().primary().id());
        assertThat(node.get("k")).isNull();
    }

    /** What a node gave up may arrive late where others are served, younger than a removal there, until they follow. */
    @Test
    void write_arrivingLateAfterAnothersRemoval_showsThereUntilItFollows() {
        Node other = node("b");
        node.looked(2);
        other.looked(2);
        node.look();
        node.primary.fault = Fault.HANG;
        assertThat(node.store.create("k", StoredEntry.of("late", StoredEntry.NEVER))).isTrue();
        other.remove("k");
        node.primary.fault = Fault.NONE;
        node.primary.arrive();
        assertThat(other.get("k")).isEqualTo("late");

        node.looked(3);
        other.look();

        assertThat(other.get("k")).isNull();
        assertThat(other.snapshot().primary().id()).isEqualTo(node.snapshot().primary().id());
    }

    @Test
    void keys_primaryFailsInTheMidst_goOnWithTheFallbacks() {
        node.looked(2);
        node.put("k", "v");
        node.put("l", "v");
        Iterator<String> keys = node.store.keys();
        node.primary.fault = Fault.HANG;
        node.put("m", "v");

        assertThat(keys).toIterable().hasSize(2).contains("m");
    }

    @Test
    void clear_clearsWhatServesAndSizeCounts() {
        node.looked(2);
        node.put("k", "v");
        node.put("l", "v");

        assertThat(node.store.size()).hasValue(2);
        node.store.clear();
        assertThat(node.store.size()).hasValue(0);
        assertThat(node.get("k")).isNull();
        assertThat(node.store.backend()).isEqualTo("redis");
    }

    @Test
    void failures_ofThePrimary_areRecordedUnderItsName() {
        node.looked(2);
        node.primary.fault = Fault.REFUSE;

        node.get("k");
        node.store.clear();

        assertThat(node.recorded).containsExactly("cache redis GET ERROR", "cache redis INVALIDATE ERROR");
    }

    @Test
    void sweep_afterAReturn_leavesNothingOfEarlierGenerations() {
        node.looked(2).put("k", "v");
        String first = "cache~" + node.snapshot().primary().id();
        node.primary.fault = Fault.HANG;
        node.put("k", "late");
        node.primary.fault = Fault.NONE;
        node.looked(3).sweep();
        assertThat(server.nonEmpty()).doesNotContain(first);

        server.client("x").open(first, Node.CACHE).create("k", StoredEntry.of("came late", StoredEntry.NEVER));
        nanos.addAndGet(Duration.ofSeconds(61).toNanos());
        node.sweep();

        assertThat(server.nonEmpty()).doesNotContain(first);
        assertThat(server.texts("test~registry")).containsEntry("generation", node.snapshot().primary().id())
                .containsEntry("cache~cache", "cache").doesNotContainKey("retired~" + first);
        assertThat(node.memory.nonEmpty()).isEmpty();
    }

    @Test
    void start_supplierThrowsOrHangs_isTriedAgain() {
        node.primary.fault = Fault.HANG;
        node.look();
        assertThat(node.state()).isEqualTo(RoutingState.OPEN);
        node.primary.fault = Fault.REFUSE;
        node.look();
        assertThat(node.stores.status().configured()).isEqualTo("primary");

        node.primary.fault = Fault.NONE;
        node.looked(2);

        assertThat(node.state()).isEqualTo(RoutingState.CLOSED);
        assertThat(node.stores.status().configured()).isEqualTo("redis");
        assertThat(node.transitions).containsExactly("PROBING>OPEN", "OPEN>PROBING", "PROBING>CLOSED");
    }

    @Test
    void open_whileThePrimaryHangs_returnsAndTheFallbackServes() {
        node.looked(2);
        node.primary.fault = Fault.HANG;

        Store second = node.stores.open(new StoreSettings("second", new TextCodec(), Optional.empty()));

        assertThat(second.backend()).isEqualTo("memory");
        assertThat(second.create("k", StoredEntry.of("v", StoredEntry.NEVER))).isTrue();
    }

    @Test
    void destroy_deletesTheEntriesWhereverTheyAre() {
        node.looked(2).put("k", "v");

        node.stores.destroy("cache");

        assertThat(server.nonEmpty()).containsExactly("test~registry");
    }

    /** Each return of a primary that fails again meanwhile left open what had been opened of its generation by then. */
    @Test
    void enter_oneCacheCannotBeOpened_letsGoOfTheOthers() {
        node.stores.open(new StoreSettings("second", new TextCodec(), Optional.empty()));
        AtomicLong opened = new AtomicLong();
        node.primary.refusesToOpen = name -> !name.endsWith("~registry") && opened.incrementAndGet() % 2 == 0;
        node.looked(4);
        assertThat(opened.get()).isPositive();
        node.primary.refusesToOpen = name -> false;
        node.looked(2);
        assertThat(node.state()).isEqualTo(RoutingState.CLOSED);

        node.sweep();

        String serving = node.snapshot().primary().id();
        assertThat(node.primary.open).containsExactlyInAnyOrder("connect", "test~registry", "cache~" + serving,
                "second~" + serving);
    }
}
