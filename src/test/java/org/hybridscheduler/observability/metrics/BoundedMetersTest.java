package org.hybridscheduler.observability.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoundedMetersTest {

    private final List<String> created = new ArrayList<>();
    private final BoundedMeters<String, AtomicInteger> meters = new BoundedMeters<>(2, "other", labels -> {
        created.add(labels);
        return new AtomicInteger();
    });

    @Test
    void get_knownLabels_isTheSameMeter() {
        assertThat(meters.get("a")).isSameAs(meters.get("a"));
        assertThat(created).containsExactly("a");
    }

    @Test
    void get_beyondTheCapacity_sharesOneMeterAndLosesNoCount() {
        IntStream.range(0, 100).forEach(i -> meters.get("label" + i).incrementAndGet());

        assertThat(created).containsExactly("label0", "label1", "other");
        assertThat(meters.get("other")).hasValue(98);
    }
}
