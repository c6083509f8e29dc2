package org.hybridscheduler.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.hybridscheduler.evaluation.BinnedMeans.Point;
import org.junit.jupiter.api.Test;

class BinnedMeansTest {

    @Test
    void points_lastStretchIncomplete_isMeanOfWhatIsThere() {
        BinnedMeans means = new BinnedMeans(2);
        for (double value : new double[] {1, 3, 5}) {
            means.add(value);
        }

        assertThat(means.points()).containsExactly(new Point(2, 2), new Point(3, 5));
    }

    @Test
    void points_placesWithoutValue_doNotCountInTheMean() {
        BinnedMeans means = new BinnedMeans(2);
        for (double value : new double[] {Double.NaN, 4, Double.NaN, Double.NaN}) {
            means.add(value);
        }

        assertThat(means.points()).containsExactly(new Point(2, 4), new Point(4, Double.NaN));
    }

    @Test
    void points_longSequence_areBoundedAndKeepTheWholeMean() {
        BinnedMeans means = new BinnedMeans(3);
        int n = 100_000;
        for (int i = 0; i < n; i++) {
            means.add(i);
        }

        List<Point> points = means.points();
        assertThat(points).hasSizeBetween(BinnedMeans.MAX_BINS / 2, BinnedMeans.MAX_BINS);
        assertThat(points.get(points.size() - 1).upTo()).isEqualTo(n);
        double sum = 0;
        long from = 0;
        for (Point point : points) {
            sum += point.mean() * (point.upTo() - from);
            from = point.upTo();
        }
        assertThat(sum).isCloseTo(n * (n - 1L) / 2.0, within(1e-3));
    }

    @Test
    void new_widthOfNothing_isRefused() {
        assertThatThrownBy(() -> new BinnedMeans(0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("width is 0, expected at least 1");
    }
}
