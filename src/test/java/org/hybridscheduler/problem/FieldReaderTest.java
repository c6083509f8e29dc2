package org.hybridscheduler.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hybridscheduler.problem.Problem.FieldError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldReaderTest {

    private static final List<String> DRAWS = List.of("in_order", "random");

    @Test
    void fields_allRight_readAsTheirTypes() {
        FieldReader fields = reader("""
                {"load":0.8,"cpus":4.0,"seed":9223372036854775807,"draw":"random","name":"a",\
                "paused":false,"draws":["random","in_order"],"absent":null}""");

        assertThat(fields.decimal("load", 0, 10)).hasValue(0.8);
        assertThat(fields.integer("cpus", 1, 8)).hasValue(4);
        assertThat(fields.integer("seed", Long.MIN_VALUE, Long.MAX_VALUE)).hasValue(Long.MAX_VALUE);
        assertThat(fields.text("draw", DRAWS)).contains("random");
        assertThat(fields.text("name", 10)).contains("a");
        assertThat(fields.flag("paused")).contains(false);
        assertThat(fields.strings("draws", DRAWS)).contains(List.of("random", "in_order"));
        assertThat(fields.decimal("absent", 0, 1)).isEmpty();
        assertThat(fields.text("missing", 10)).isEmpty();
        fields.verify();
    }

    @Test
    void decimal_boundsOfTheRange_areIncluded() {
        FieldReader fields = reader("{\"least\":0.01,\"most\":10}");

        assertThat(fields.decimal("least", 0.01, 10)).hasValue(0.01);
        assertThat(fields.decimal("most", 0.01, 10)).hasValue(10);
        fields.verify();
    }

    @Test
    void verify_severalWrong_namesEachWithWhatIsAllowed() {
        FieldReader fields = reader("{\"load\":0,\"cpus\":1.5,\"draw\":\"x\",\"flag\":1,\"lod\":1}").require("name");
        fields.decimal("load", 0.01, 10);
        fields.integer("cpus", 1, 8);
        fields.text("draw", DRAWS);
        fields.flag("flag");

        ProblemException problem = problem(fields);

        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.errors()).containsExactly(
                new FieldError("name", "is required", null),
                new FieldError("load", "is 0", "a number, 0.01 to 10.0"),
                new FieldError("cpus", "is 1.5", "a whole number, 1 to 8"),
                new FieldError("draw", "is \"x\"", "one of: in_order, random"),
                new FieldError("flag", "is 1", "true or false"),
                new FieldError("lod", "is not a known field", "name, load, cpus, draw, flag"));
        assertThat(problem).hasMessageContaining("load: is 0").hasMessageContaining("lod: is not a known field");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"3\"", "1e400", "-1e400", "1e99999", "9223372036854775808", "true", "[1]", "{}"})
    void integer_notAWholeNumberInRange_isRejected(String value) {
        FieldReader fields = reader("{\"cpus\":" + value + "}");

        assertThat(fields.integer("cpus", 1, 8)).isEmpty();
        assertThat(problem(fields).errors()).extracting(FieldError::field).containsExactly("cpus");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"random\"", "[\"x\"]", "[1]", "[\"random\",\"random\"]",
            "[\"random\",\"in_order\",\"random\"]"})
    void strings_notDistinctAllowedTexts_isRejected(String value) {
        FieldReader fields = reader("{\"draws\":" + value + "}");

        assertThat(fields.strings("draws", DRAWS)).isEmpty();
        assertThat(problem(fields).errors()).extracting(FieldError::field).containsOnly("draws");
    }

    @Test
    void reject_longValue_isShownShortened() {
        FieldReader fields = reader("{\"draw\":\"" + "x".repeat(5_000) + "\"}");
        fields.text("draw", DRAWS);

        assertThat(problem(fields).errors().get(0).detail()).hasSizeLessThan(100).endsWith("...");
    }

    @Test
    void parse_emptyBody_isAnObjectWithoutFields() {
        reader("").verify();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "1", "\"a\"", "{", "{\"a\":}", "{\"a\":1}x", "   ", "{\"a\":1e}"})
    void parse_notOneJsonObject_is400(String body) {
        ProblemException problem = catchThrowableOfType(ProblemException.class, () -> reader(body));

        assertThat(problem).isNotNull();
        assertThat(problem.status()).isEqualTo(400);
    }

    @Test
    void parse_malformed_tellsWhere() {
        assertThat(catchThrowableOfType(ProblemException.class, () -> reader("{\n\"a\" 1}")))
                .hasMessageContaining("line 2").hasCauseInstanceOf(RuntimeException.class);
    }

    @Test
    void parse_tooLong_is413() {
        String body = "{\"a\":\"" + "x".repeat(70_000) + "\"}";

        assertThat(catchThrowableOfType(ProblemException.class, () -> reader(body)).status()).isEqualTo(413);
    }

    @Test
    void parse_brokenStream_is400WithItsCause() {
        IOException broken = new IOException("connection reset");
        InputStream body = new InputStream() {
            @Override
            public int read() throws IOException {
                throw broken;
            }
        };

        assertThat(catchThrowableOfType(ProblemException.class, () -> FieldReader.parse(body))).hasCause(broken);
    }

    private static FieldReader reader(String json) {
        return FieldReader.parse(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static ProblemException problem(FieldReader fields) {
        ProblemException problem = catchThrowableOfType(ProblemException.class, fields::verify);
        assertThat(problem).as("a problem").isNotNull();
        return problem;
    }
}
