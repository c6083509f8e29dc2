package org.hybridscheduler.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GroupSlowdownsTest {

    @Test
    void jainIndex_byHand_isThatOfTheGroupsMeans() {
        GroupSlowdowns slowdowns = new GroupSlowdowns();
        assertThat(slowdowns.jainIndex()).isNaN();
        slowdowns.add("a", 1);
        slowdowns.add("a", 3);
        assertThat(slowdowns.jainIndex()).isEqualTo(1);
        slowdowns.add(null, 4);
        slowdowns.add("a", 2);
        slowdowns.add("b", 6);

        // Means 2, 4 and 6: 144 / (3 * 56).
        assertThat(slowdowns.jainIndex()).isCloseTo(144.0 / 168, within(1e-12));
    }

    @Test
    void add_manyGroups_keepsABoundedNumber() {
        GroupSlowdowns slowdowns = new GroupSlowdowns();
        for (int i = 0; i < 10_000; i++) {
            slowdowns.add("group " + i, 1 + i);
        }

        assertThat(slowdowns.toBytes()).hasSizeLessThan(GroupSlowdowns.MAX_GROUPS * 40);
        assertThat(slowdowns.jainIndex()).isBetween(1.0 / GroupSlowdowns.MAX_GROUPS, 1.0);
    }

    @Test
    void fromBytes_ofToBytes_goesOnAsIfNothingHadBeen() {
        GroupSlowdowns slowdowns = new GroupSlowdowns();
        slowdowns.add("a", 2);
        slowdowns.add("b", 5);
        GroupSlowdowns read = GroupSlowdowns.fromBytes(slowdowns.toBytes());
        read.add("a", 4);
        slowdowns.add("a", 4);

        assertThat(read.jainIndex()).isEqualTo(slowdowns.jainIndex());
        assertThat(read.toBytes()).isEqualTo(slowdowns.toBytes());
        assertThatThrownBy(() -> GroupSlowdowns.fromBytes(new byte[] {0, 9, 1}))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("3 bytes");
    }

    @Test
    void copy_changedLater_leavesTheOriginal() {
        GroupSlowdowns slowdowns = new GroupSlowdowns();
        slowdowns.add("a", 2);
        GroupSlowdowns copy = slowdowns.copy();
        copy.add("b", 9);

        assertThat(slowdowns.jainIndex()).isEqualTo(1);
    }
}
