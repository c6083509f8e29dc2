package org.hybridscheduler.caching.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.hybridscheduler.caching.failover.spi.InvalidationChannel.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvalidationTextTest {

    private static List<Object> read(String line) {
        List<Object> said = new ArrayList<>();
        InvalidationText.read(line, new InvalidationText.Reader() {
            @Override
            public void changed(Message message) {
                said.add(message);
            }

            @Override
            public void lost() {
                said.add("lost");
            }

            @Override
            public void beat(String sender, long number) {
                said.add(sender + number);
            }
        });
        return said;
    }

    @Test
    void changed_usualNames_isReadable() {
        assertThat(InvalidationText.changed(new Message("node-1", "training_data", "training_data_latest_10")))
                .isEqualTo("changed node-1 training_data training_data_latest_10");
    }

    @Property(tries = 300)
    void changed_anyNames_isOneLineThatReadsTheSame(@ForAll String any) {
        // Half of a surrogate pair is no character: UTF-8, and so Redis, has no place for it.
        String text = any.replaceAll("\\p{Cs}", "") + " \n%+";
        Message one = new Message(text, text + 1, text + 2);
        assertThat(InvalidationText.changed(one).lines()).hasSize(1);
        assertThat(read(InvalidationText.changed(one))).containsExactly(one);
        Message all = new Message(text, text + 1, null);
        assertThat(read(InvalidationText.changed(all))).containsExactly(all);
    }

    @Test
    void changed_emptyKey_isAKeyAndNotAll() {
        Message empty = new Message("a", "b", "");
        assertThat(read(InvalidationText.changed(empty))).containsExactly(empty);
    }

    @Test
    void lostAndBeat_written_areReadTheSame() {
        assertThat(read(InvalidationText.lost("a"))).containsExactly("lost");
        assertThat(read(InvalidationText.beat("a", 17))).containsExactly("a17");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "changed", "changed a", "changed a b c d", "lost", "beat a", "beat a b", "lost %zz",
        "{\"sender\":\"a\"}"})
    void read_anythingElse_isRefused(String line) {
        assertThatThrownBy(() -> read(line)).isInstanceOf(IllegalArgumentException.class);
    }
}
