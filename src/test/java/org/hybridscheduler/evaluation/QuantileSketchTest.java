package org.hybridscheduler.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class QuantileSketchTest {

    @Property
    void quantile_anyValues_isWithinOnePercentOfTheExactOne(
            @ForAll @NotEmpty List<@DoubleRange(min = 1e-6, max = 1e7) @Scale(7) Double> values,
            @ForAll @DoubleRange(min = 0, max = 1) double share) {
        QuantileSketch sketch = new QuantileSketch();
        values.forEach(sketch::add);
        double exact = values.stream().sorted().skip(Math.max(0, (long) Math.ceil(share * values.size()) - 1)).findFirst()
                .orElseThrow();

        assertThat(sketch.quantile(share)).isCloseTo(exact, withPercentage(1.001));
        assertThat(QuantileSketch.fromBytes(sketch.toBytes()).quantile(share)).isEqualTo(sketch.quantile(share));
        assertThat(sketch.count()).isEqualTo(values.size());
    }

    @Test
    void quantile_nothingAdded_isUnknown() {
        assertThat(new QuantileSketch().quantile(0.5)).isNaN();
    }

    @Test
    void add_notANumberOrNegative_isRefused() {
        QuantileSketch sketch = new QuantileSketch();

        assertThatThrownBy(() -> sketch.add(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sketch.add(-1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
    }

    @Test
    void add_extremes_areKeptAtTheEdges() {
        QuantileSketch sketch = new QuantileSketch();
        sketch.add(0);
        sketch.add(Double.MAX_VALUE);

        assertThat(sketch.quantile(0)).isLessThan(1.1e-9);
        assertThat(sketch.quantile(1)).isCloseTo(1e9, withPercentage(3));
    }

    @Test
    void fromBytes_damaged_isRefused() {
        assertThatThrownBy(() -> QuantileSketch.fromBytes(new byte[13])).isInstanceOf(IllegalArgumentException.class);
    }
}
