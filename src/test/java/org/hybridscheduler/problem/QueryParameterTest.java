package org.hybridscheduler.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryParameterTest {

    @Test
    void text_withinTheLength_isIt() {
        assertThat(new QueryParameter("query", "abcde").text(5)).isEqualTo("abcde");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "abcdef"})
    void text_absentEmptyOrTooLong_isA400ThatNamesTheRange(String text) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> new QueryParameter("query", text).text(5))
                .satisfies(e -> {
                    assertThat(e.status()).isEqualTo(400);
                    assertThat(e.errors()).hasSize(1).first().satisfies(error -> {
                        assertThat(error.field()).isEqualTo("query");
                        assertThat(error.allowed()).isEqualTo("a text of 1 to 5 characters");
                    });
                });
    }
}
