package org.hybridscheduler.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.hybridscheduler.problem.Problem.FieldError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitTest {

    @Test
    void of_absent_isTheFallback() {
        assertThat(Limit.of(null, 100, 1_000)).isEqualTo(100);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1000,1000", "+7,7", "007,7"})
    void of_inRange_isRead(String text, int expected) {
        assertThat(Limit.of(text, 100, 1_000)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1001", "4294967297", "99999999999999999999", "ten", "1.0", "", " ", "1 OR 1"})
    void of_notAWholeNumberInRange_is400NamingTheRange(String text) {
        ProblemException problem =
                catchThrowableOfType(ProblemException.class, () -> Limit.of(text, 100, 1_000));

        assertThat(problem).isNotNull();
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.errors()).containsExactly(
                new FieldError("limit", "is '" + text + "'", "a whole number, 1 to 1000"));
    }

    @Test
    void oneOf_textNotAllowed_is400ListingTheAllowed() {
        QueryParameter level = new QueryParameter("level", "loud");

        ProblemException problem =
                catchThrowableOfType(ProblemException.class, () -> level.oneOf("info", List.of("info", "error")));

        assertThat(problem).isNotNull();
        assertThat(problem.errors())
                .containsExactly(new FieldError("level", "is 'loud'", "one of: info, error"));
    }

    @Test
    void oneOf_absentOrAllowed_isThatText() {
        assertThat(new QueryParameter("level", null).oneOf("info", List.of("info", "error"))).isEqualTo("info");
        assertThat(new QueryParameter("level", "error").oneOf("info", List.of("info", "error"))).isEqualTo("error");
    }
}
