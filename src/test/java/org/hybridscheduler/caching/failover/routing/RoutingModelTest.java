package org.hybridscheduler.caching.failover.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.hybridscheduler.caching.failover.routing.FakeServer.Fault;
import org.hybridscheduler.caching.failover.spi.StoredEntry;

/**
 * Random interleavings of operations, outages, late commands, lost writes and background work, on one to three nodes
 * that share a primary, against what a history of them allows. All on one thread: an action marked as nested happens
 * in the midst of whatever command is under way next, as another thread would have it.
 *
 * <p>Seen to fail when: a former generation is entered again instead of a new one; operations do not look at the
 * snapshot afterwards; the breaker stays closed after a write that timed out; changes, or reads for update that find
 * nothing, are not replayed into another node's generation; the heartbeat's counter, or the primary's incarnation, is
 * not checked; one generation of the fallback serves two outages. Too rare for it are the moments between the
 * announcing of a generation and its serving, and those within a heartbeat: {@link FailoverStoresTest} goes there on
 * purpose. Not seen to fail, in either, though reasoned to be needed: announcing a generation by compare-and-set.
 */
class RoutingModelTest {

    private static final Logger LOG = Logger.getLogger(Breaker.class.getName());
    private static final Set<String> LEGAL =
            Set.of("CLOSED>OPEN", "CLOSED>PROBING", "PROBING>OPEN", "PROBING>CLOSED", "OPEN>PROBING");

    private static final String PREFIX = Generation.physicalName(Node.CACHE.cacheName(), "");

    static {
        LOG.setLevel(Level.OFF);
    }

    enum Kind {
        GET, PUT, REMOVE, CLEAR, SCAN, LOOK, SWEEP, REFUSE, HANG, LOSE_ANSWERS, HEAL, ARRIVE, CUT, COPY, ROLL_BACK,
        WIPE, PASS
    }

    /**
     * Something that happens.
     *
     * @param nested whether it may happen in the midst of something else
     * @param hold   how many moments in the midst of something it lets pass before
     */
    record Action(Kind kind, int node, String key, boolean nested, int hold) {
    }

    @Provide
    Arbitrary<List<Action>> actions() {
        Arbitrary<Kind> kinds = Arbitraries.frequency(Tuple.of(26, Kind.GET), Tuple.of(16, Kind.PUT),
                Tuple.of(14, Kind.REMOVE), Tuple.of(2, Kind.CLEAR), Tuple.of(2, Kind.SCAN), Tuple.of(32, Kind.LOOK),
                Tuple.of(2, Kind.SWEEP), Tuple.of(3, Kind.REFUSE), Tuple.of(3, Kind.HANG),
                Tuple.of(3, Kind.LOSE_ANSWERS), Tuple.of(16, Kind.HEAL), Tuple.of(4, Kind.ARRIVE),
                Tuple.of(1, Kind.CUT), Tuple.of(3, Kind.COPY), Tuple.of(3, Kind.ROLL_BACK), Tuple.of(1, Kind.WIPE),
                Tuple.of(2, Kind.PASS));
        return Combinators.combine(kinds, Arbitraries.integers().between(0, 5),
                Arbitraries.frequency(Tuple.of(4, "k"), Tuple.of(1, "l")),
                Arbitraries.of(true, false),
                Arbitraries.frequencyOf(Tuple.of(3, Arbitraries.just(0)),
                        Tuple.of(1, Arbitraries.integers().between(1, 14)))).as(Action::new)
                .list().ofMinSize(20).ofMaxSize(300);
    }

    @Property(tries = 2000)
    void oneNode_anyInterleaving_neverReadsWhatItDidAwayWith(@ForAll("actions") List<Action> actions,
            @ForAll boolean tellsIncarnation) {
        new Run(1, actions, tellsIncarnation).play();
    }

    @Property(tries = 2000)
    void twoNodes_anyInterleaving_differOnlyWhileTheyAreServedFromDifferentPlaces(
            @ForAll("actions") List<Action> actions, @ForAll boolean tellsIncarnation) {
        new Run(2, actions, tellsIncarnation).play();
    }

    @Property(tries = 2000)
    void threeNodes_anyInterleaving_differOnlyWhileTheyAreServedFromDifferentPlaces(
            @ForAll("actions") List<Action> actions, @ForAll boolean tellsIncarnation) {
        new Run(3, actions, tellsIncarnation).play();
    }

    /**
     * Symptom: once in thousands of runs a node read what it had removed before. Cause: another node's {@code put}
     * timed out, was made again in that node's fallback, and returned; then this node removed the key, and then the put
     * that had been given up arrived. The history took it for ended when it returned, though where this node is served
     * it was under way. No cache can do better without fencing each write: to this node the put is younger than the
     * removal. So the history was mended, not the routing: for nodes other than its writer it counts from when it was
     * carried out. {@link FailoverStoresTest} shows how long it stays.
     */
    @Example
    void put_givenUpByItsNodeAndLate_isYoungerThanAnotherNodesRemoval() {
        Action hangBetweenItsTwoCommands = new Action(Kind.HANG, 0, "k", true, 1);
        new Run(2, List.of(at(Kind.LOOK, 0), at(Kind.PUT, 0), hangBetweenItsTwoCommands, at(Kind.REFUSE, 0),
                at(Kind.REMOVE, 1), at(Kind.ARRIVE, 0), at(Kind.GET, 1)), false).play();
    }

    /**
     * Symptom: a node read a value that another one had replaced while both were served from one generation. Cause: the
     * reader was the first to follow a third node's generation, which held the value, and the other one, who drops
     * there what it changed, had not followed yet. That is how nodes follow, decision record 0005 says so. So the
     * history was mended: who shared a place knows what the other did there, and anywhere once they share it again.
     */
    @Example
    void put_byANodeThatHasNotFollowed_isNotKnownToOneThatHas() {
        new Run(3, List.of(at(Kind.LOOK, 0), at(Kind.LOOK, 1), at(Kind.HANG, 2), at(Kind.REMOVE, 2),
                at(Kind.HEAL, 2), at(Kind.LOOK, 2), at(Kind.LOOK, 2), at(Kind.LOOK, 2), at(Kind.PUT, 2),
                at(Kind.PUT, 1), at(Kind.LOOK, 0), at(Kind.GET, 0)), false).play();
    }

    private static Action at(Kind kind, int node) {
        return new Action(kind, node, "k", false, 0);
    }

    private static final class Run {

        private final AtomicLong nanos = new AtomicLong();
        private final AtomicLong ids = new AtomicLong();
        private final boolean tellsIncarnation;
        private final FakeServer server;
        private final History history = new History();
        private final List<Node> nodes = new ArrayList<>();
        private final Deque<Action> actions;
        private final boolean[] exposed;
        private final boolean[] looking;
        private final long[] looks;
        private final long[] moved;
        private final String[] served;
        private Map<String, Map<String, StoredEntry>> copy;
        private long[] looksAtCopy;
        private boolean inside;
        private int held;
        private int values;

        Run(int count, List<Action> actions, boolean tellsIncarnation) {
            this.actions = new ArrayDeque<>(actions);
            this.tellsIncarnation = tellsIncarnation;
            server = new FakeServer(tellsIncarnation);
            exposed = new boolean[count];
            looking = new boolean[count];
            looks = new long[count];
            moved = new long[count];
            served = new String[count];
            for (int i = 0; i < count; i++) {
                Node node = new Node("n" + i + "-", server, nanos, ids);
                node.primary.between = this::inTheMidst;
                node.fallback.between = this::inTheMidst;
                nodes.add(node);
                int index = i;
                served[i] = node.snapshot().serving().id();
                node.onTransition = () -> notePlace(index);
                node.looked(2);
            }
            settle();
        }

        void play() {
            while (!actions.isEmpty()) {
                held = 0;
                perform(actions.poll());
                settle();
            }
            assertThat(nodes).allSatisfy(node -> assertThat(node.transitions).isSubsetOf(LEGAL));
            assertThat(Thread.interrupted()).isFalse();
            everybodyComesBack();
        }

        /** What other threads do just then, where that is due; what takes time would age the calls around it. */
        private void inTheMidst() {
            if (inside) {
                return;
            }
            inside = true;
            while (!actions.isEmpty() && actions.peek().nested() && held++ >= actions.peek().hold()) {
                held = 0;
                Action next = actions.poll();
                Fault fault = nodes.get(next.node() % nodes.size()).primary.fault;
                if (fault == Fault.NONE || fault == Fault.REFUSE) {
                    perform(next);
                }
                settle();
            }
            inside = false;
        }

        private void perform(Action action) {
            int index = action.node() % nodes.size();
            Node node = nodes.get(index);
            switch (action.kind()) {
                case GET -> get(index, action.key());
                case PUT -> change(index, action.key(), "v" + ++values);
                case REMOVE, CLEAR -> change(index, action.kind() == Kind.CLEAR ? null : action.key(), null);
                case SCAN -> node.store.keys().forEachRemaining(key -> assertThat(key).isIn("k", "l"));
                case LOOK -> look(index);
                case SWEEP -> node.sweep();
                case REFUSE -> node.primary.fault = Fault.REFUSE;
                case HANG -> node.primary.fault = Fault.HANG;
                case LOSE_ANSWERS -> node.primary.fault = Fault.LOSE_ANSWER;
                case HEAL -> node.primary.fault = Fault.NONE;
                case ARRIVE -> arrive(node);
                case CUT -> node.primary.cut();
                case COPY -> copy();
                case ROLL_BACK -> rollBack();
                case WIPE -> server.wipe();
                case PASS -> nanos.addAndGet(Duration.ofMillis(700).toNanos());
            }
        }

        private void get(int index, String key) {
            boolean wasExposed = exposed[index];
            long began = history.now();
            long movedBefore = moved[index];
            String value = nodes.get(index).get(key);
            if (value != null && !wasExposed && !exposed[index]) {
                assertThat(history.isStale(index, key, value, served[index], began))
                        .as("node %d reads %s = %s from %s", index, key, value, nodes.get(index).stores.status())
                        .isFalse();
                assertThat(nodes.size() > 1 || history.written(value) > movedBefore)
                        .as("%s = %s, written before another place took over", key, value).isTrue();
            }
        }

        private void change(int index, String key, String value) {
            History.Change change = history.begin(index, key, value);
            if (value != null) {
                nodes.get(index).put(key, value);
            } else if (key != null) {
                nodes.get(index).remove(key);
            } else {
                nodes.get(index).store.clear();
            }
            history.end(change);
        }

        private void look(int index) {
            // One thread does all the looking.
            if (!looking[index]) {
                looking[index] = true;
                // Longer than any wait that a primary is kept out for.
                nanos.addAndGet(Duration.ofSeconds(6).toNanos());
                boolean wasExposed = exposed[index];
                nodes.get(index).look();
                looking[index] = false;
                looks[index]++;
                exposed[index] &= !wasExposed;
            }
        }

        private void arrive(Node node) {
            Map<String, Map<String, StoredEntry>> before = server.copy();
            node.primary.arrive();
            server.copy().forEach((cache, entries) -> entries.forEach((key, entry) -> {
                boolean late = entry != before.getOrDefault(cache, Map.of()).get(key);
                if (late && cache.startsWith(PREFIX)) {
                    history.landed(entry.value().toString(), cache.substring(PREFIX.length()));
                }
            }));
        }

        private void copy() {
            if (!inside) {
                copy = server.copy();
                looksAtCopy = looks.clone();
            }
        }

        /**
         * Loses what was written since the copy. Where the server does not tell that it was restarted, the time of that
         * must hold a heartbeat, as the record demands.
         */
        private void rollBack() {
            if (copy == null) {
                return;
            }
            for (int i = 0; i < nodes.size(); i++) {
                boolean unnoticed = !tellsIncarnation && looks[i] == looksAtCopy[i];
                if (unnoticed && nodes.get(i).snapshot().primary() != null) {
                    return;
                }
            }
            server.restore(copy);
            for (int i = 0; i < nodes.size(); i++) {
                exposed[i] = nodes.get(i).snapshot().primary() != null;
            }
        }

        /** Notes who is served from where after an action. */
        private void settle() {
            for (int i = 0; i < nodes.size(); i++) {
                exposed[i] &= nodes.get(i).snapshot().primary() != null;
            }
            for (int one = 0; one < nodes.size(); one++) {
                for (int other = 0; other < one; other++) {
                    if (nodes.get(one).snapshot().closed() && nodes.get(other).snapshot().closed()
                            && served[one].equals(served[other]) && !exposed[one] && !exposed[other]) {
                        history.inStep(one, other, served[one]);
                    }
                }
            }
        }

        private void notePlace(int index) {
            String place = nodes.get(index).snapshot().serving().id();
            if (!place.equals(served[index])) {
                served[index] = place;
                moved[index] = history.now();
            }
        }

        private void everybodyComesBack() {
            nodes.forEach(node -> node.primary.fault = Fault.NONE);
            for (int i = 0; i < 8; i++) {
                nanos.addAndGet(Duration.ofSeconds(6).toNanos());
                nodes.forEach(Node::look);
            }
            assertThat(nodes).allSatisfy(node -> assertThat(node.snapshot().closed()).isTrue());
            assertThat(nodes).extracting(node -> node.snapshot().primary().id()).containsOnly(served());
        }

        private String served() {
            return nodes.get(0).snapshot().primary().id();
        }
    }
}
