package org.hybridscheduler.caching.failover.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecentChangesTest {

    private final RecentChanges changes = new RecentChanges();

    @Test
    void confirmed_forgetsWhatWasChangedBeforeLooking() {
        changes.add("c", "before");
        changes.looking();
        changes.add("c", "since");

        assertThat(changes.byCache()).isEqualTo(Map.of("c", Set.of("before", "since")));
        changes.confirmed();
        assertThat(changes.byCache()).isEqualTo(Map.of("c", Set.of("since")));
    }

    @Test
    void add_moreThanCanBeKept_standsForTheWholeCache() {
        for (int i = 0; i <= 10_000; i++) {
            changes.add("c", "k" + i);
        }

        assertThat(changes.byCache().get("c")).hasSize(10_001).containsNull();
    }
}
