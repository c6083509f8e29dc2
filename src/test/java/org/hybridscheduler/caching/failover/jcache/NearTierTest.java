package org.hybridscheduler.caching.failover.jcache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.cache.Cache;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.expiry.ModifiedExpiryPolicy;
import org.hybridscheduler.caching.failover.spi.CacheInspection;
import org.hybridscheduler.caching.failover.spi.RoutingState;
import org.hybridscheduler.caching.failover.spi.StoredEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes with near tiers over one store. */
class NearTierTest {

    private final MapStores stores = new MapStores();
    private final Node.Wire wire = new Node.Wire();
    private final AtomicLong millis = new AtomicLong(1_000);
    private final Node one = new Node("one", stores, millis, wire, true);
    private final Node other = new Node("other", stores, millis, wire, true);
    private final MutableConfiguration<String, String> configuration = new MutableConfiguration<String, String>()
            .setExpiryPolicyFactory(CreatedExpiryPolicy.factoryOf(
                    new javax.cache.expiry.Duration(TimeUnit.SECONDS, 1)));
    private final Cache<String, String> here = one.cache(configuration);
    private final Cache<String, String> there = other.cache(configuration);

    @BeforeEach
    void warm() {
        here.put("k", "old");
        here.get("k");
        there.get("k");
        wire.sent().clear();
        one.recorded();
    }

    @Test
    void secondGet_isServedFromMemory() {
        stores.entries("things").clear();

        assertThat(here.get("k")).isEqualTo("old");
        assertThat(one.recorded()).containsExactly("near GET HIT");
        assertThat(here.unwrap(CacheInspection.class).nearSize()).hasValue(1);
    }

    @Test
    void entryInMemory_obeysItsDeadline() {
        one.pass(Duration.ofSeconds(1));

        assertThat(here.get("k")).isNull();
    }

    @Test
    void everyMutation_isSeenHereAndThere() {
        seenAfter(() -> here.put("k", "put"), "put");
        seenAfter(() -> there.replace("k", "replaced"), "replaced");
        seenAfter(() -> here.invoke("k", (entry, none) -> {
            entry.setValue("invoked");
            return null;
        }), "invoked");
        seenAfter(() -> here.remove("k"), null);
        seenAfter(() -> there.putIfAbsent("k", "again"), "again");
        seenAfter(() -> here.removeAll(Set.of("k")), null);
        seenAfter(() -> here.putAll(Map.of("k", "more")), "more");
        seenAfter(here::clear, null);
        here.put("k", "last");
        seenAfter(() -> there.unwrap(CacheInspection.class).purge(), null);
        here.put("k", "very last");
        seenAfter(there::removeAll, null);
    }

    private void seenAfter(Runnable mutation, String value) {
        assertThat(here.get("k")).isEqualTo(there.get("k"));
        mutation.run();
        assertThat(here.get("k")).isEqualTo(value);
        assertThat(there.get("k")).isEqualTo(value);
    }

    @Test
    void messages_nameSenderCacheAndKey() {
        here.put("k", "v");
        here.removeAll();

        assertThat(wire.sent()).extracting(Object::toString).containsExactly(
                "Message[sender=one, cache=things, key=s:k]", "Message[sender=one, cache=things, key=null]");
    }

    @Test
    void valueReadBeforeAChange_isNotKeptAfterIt() {
        there.clear();
        stores.entries("things").put("s:k", StoredEntry.of("old", StoredEntry.NEVER));
        stores.afterRead(key -> {
            stores.afterRead(none -> { });
            there.put("k", "new");
        });

        assertThat(here.get("k")).isEqualTo("old");
        assertThat(here.get("k")).isEqualTo("new");
    }

    @Test
    void destroyCache_isSeenThere() {
        one.manager().destroyCache("things");

        assertThat(there.get("k")).isNull();
    }

    @Test
    void doubt_dropsAll() {
        stores.entries("things").clear();
        wire.doubt();

        assertThat(here.get("k")).isNull();
        assertThat(there.get("k")).isNull();
    }

    @Test
    void transition_dropsAllOfThisNode() {
        stores.entries("things").clear();
        one.listener().transition(RoutingState.CLOSED, RoutingState.OPEN, "test", Duration.ZERO);

        assertThat(here.get("k")).isNull();
        assertThat(there.get("k")).isEqualTo("old");
    }

    @Test
    void policyThatWantsToHearOfAccess_hearsOfEach() {
        Asked policy = new Asked(new AtomicInteger(), new AtomicInteger());
        Cache<String, String> cache = one.manager().createCache("custom",
                new MutableConfiguration<String, String>().setExpiryPolicyFactory(() -> policy));
        assertThat(policy.creations).hasValue(0);
        cache.put("k", "v");
        cache.get("k");
        cache.get("k");

        assertThat(policy.accesses).hasValue(2);
    }

    @Test
    void lifetime_isKnownOnlyOfStandardPolicies() {
        assertThat(new Expiry(CreatedExpiryPolicy.factoryOf(javax.cache.expiry.Duration.ONE_MINUTE).create())
                .lifetime()).contains(Duration.ofMinutes(1));
        assertThat(new Expiry(ModifiedExpiryPolicy.factoryOf(javax.cache.expiry.Duration.ETERNAL).create())
                .lifetime()).isEmpty();
        assertThat(new Expiry(new Asked(new AtomicInteger(), new AtomicInteger())).lifetime()).isEmpty();
    }

    private record Asked(AtomicInteger creations, AtomicInteger accesses) implements ExpiryPolicy {

        @Override
        public javax.cache.expiry.Duration getExpiryForCreation() {
            creations.incrementAndGet();
            return javax.cache.expiry.Duration.ONE_DAY;
        }

        @Override
        public javax.cache.expiry.Duration getExpiryForAccess() {
            accesses.incrementAndGet();
            return null;
        }

        @Override
        public javax.cache.expiry.Duration getExpiryForUpdate() {
            return null;
        }
    }
}
