package org.hybridscheduler;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CorrelationIdTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "CORR-1_2.3", "1234567890123456789012345678901234567890123456789012345678901234"})
    void accepted_validId_isIt(String sent) {
        assertThat(CorrelationId.accepted(sent)).isEqualTo(sent);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "a b", "a\nb", "<script>", "\u00e4",
        "12345678901234567890123456789012345678901234567890123456789012345"})
    void accepted_noneOrInvalid_isANewOne(String sent) {
        assertThat(CorrelationId.accepted(sent)).isNotEqualTo(sent).matches("[0-9a-f-]{36}");
    }

    @Test
    void bind_withinAnother_givesItBackAtTheEnd() {
        assertThat(CorrelationId.current()).isEmpty();
        try (CorrelationId.Binding outer = CorrelationId.bind("outer")) {
            try (CorrelationId.Binding inner = CorrelationId.bind("inner")) {
                assertThat(CorrelationId.current()).contains("inner");
            }
            assertThat(CorrelationId.current()).contains("outer");
        }
        assertThat(CorrelationId.current()).isEmpty();
    }
}
