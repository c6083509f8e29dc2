package org.hybridscheduler.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Set;
import org.hybridscheduler.monitoring.PromQl.Grouping;
import org.hybridscheduler.monitoring.PromQl.Selector;
import org.junit.jupiter.api.Test;

class PromQlTest {

    @Test
    void selectors_metricsAndTheirMatchers_areFoundAndNothingElse() {
        PromQl query = PromQl.of("histogram_quantile(0.95, sum by (le, job) (rate(a_bucket{x=\"y{z\", u=~'v'}[5m]))) > 1e3"
                + " or level:b:rate5m offset 5m * on (job) group_left (version) c and bool_d unless {e!=\"\"}");

        assertThat(query.selectors()).containsExactly(new Selector("a_bucket", Set.of("x", "u")),
                new Selector("level:b:rate5m", Set.of()), new Selector("c", Set.of()),
                new Selector("bool_d", Set.of()), new Selector("", Set.of("e")));
    }

    @Test
    void groupings_standOverTheirArgument_orOverAll() {
        PromQl query = PromQl.of("sum by (x) (rate(a[5m])) / on (x, y) max without (z) (b)");

        assertThat(query.groupings()).containsExactly(new Grouping("by", Set.of("x"), List.of("a")),
                new Grouping("on", Set.of("x", "y"), List.of("a", "b")),
                new Grouping("without", Set.of("z"), List.of("b")));
    }

    @Test
    void bracket_thatIsNotClosed_isNamed() {
        assertThatIllegalArgumentException().isThrownBy(() -> PromQl.of("sum by (x (a)")).withMessageContaining("(");
    }
}
