package org.hybridscheduler.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.hybridscheduler.CorrelationId;
import org.hybridscheduler.JsonDialect;
import org.hybridscheduler.problem.Problem.FieldError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemTest {

    @Test
    void toJson_problemWithErrors_hasTheMembersOfRfc9457() {
        Problem problem = ProblemException.badFields(List.of(new FieldError("load", "is 0", "0.01 to 10")))
                .problem("/api/start");

        assertThat(JsonDialect.jsonb().toJson(problem)).isEqualTo("""
                {"correlation_id":null,"detail":"load: is 0","errors":[{"allowed":"0.01 to 10","detail":"is 0","field":"load"}],\
                "instance":"/api/start","status":400,"title":"Bad Request","type":"about:blank"}""");
    }

    @Test
    void of_withinARequest_namesItsCorrelationId() {
        try (CorrelationId.Binding request = CorrelationId.bind("corr-1")) {
            assertThat(JsonDialect.jsonb().toJson(Problem.of(404, "x", "/", List.of())))
                    .contains("\"correlation_id\":\"corr-1\"");
        }
    }

    @Test
    void of_unknownStatus_titleTellsItsClass() {
        assertThat(Problem.of(499, "x", "/", List.of()).title()).isEqualTo("Client Error");
        assertThat(Problem.of(599, "x", "/", List.of()).title()).isEqualTo("Server Error");
    }

    @Test
    void of_statusOfASuccess_isRejected() {
        assertThatIllegalArgumentException().isThrownBy(() -> Problem.of(200, "x", "/", List.of()))
                .withMessageContaining("200");
    }

    @Test
    void detail_methodNotAllowed_listsTheAllowed() {
        assertThat(RefusalMapper.detail(405, "PUT", "/health", "GET, HEAD"))
                .isEqualTo("PUT is not possible at /health; allowed: GET, HEAD.");
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 501, 502, 504})
    void detail_serverError_tellsNothingOfTheInside(int status) {
        assertThat(RefusalMapper.detail(status, "GET", "/", null)).isEqualTo(UnexpectedMapper.DETAIL);
    }
}
