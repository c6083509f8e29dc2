package org.hybridscheduler.workload.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.hybridscheduler.workload.Texts;
import org.hybridscheduler.workload.WorkloadFormatException;
import org.hybridscheduler.workload.json.JsonReader.Token;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonReaderTest {

    private static final ObjectMapper OTHER =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static List<String> tokens(String text) throws IOException {
        JsonReader json = new JsonReader(Texts.stream(text), 100);
        List<String> tokens = new ArrayList<>();
        for (Token token = json.next(); token != Token.END; token = json.next()) {
            boolean hasText = token == Token.NAME || token == Token.STRING || token == Token.NUMBER;
            tokens.add(hasText ? token + ":" + json.text() : token.toString());
        }
        return tokens;
    }

    @Test
    void next_everyKindOfValue_isRead() throws IOException {
        assertThat(tokens("\uFEFF {\"a\" : [1, -0.5e+3, true,false ,null],\r\n\"b\":{}, \"\":\"x\\u0041\\n\\\"\u00e9\"} "))
                .containsExactly("BEGIN_OBJECT", "NAME:a", "BEGIN_ARRAY", "NUMBER:1", "NUMBER:-0.5e+3", "TRUE", "FALSE",
                        "NULL", "END_ARRAY", "NAME:b", "BEGIN_OBJECT", "END_OBJECT", "NAME:", "STRING:xA\n\"\u00e9",
                        "END_OBJECT");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {
        "`[1,]`, 4, `']', expected a value`",
        "`{\"a\":1,}`, 8, `'}', expected a name in quotes`",
        "`[01]`, 3, `'1', expected a comma or ']'`",
        "`[1 2]`, 4, `'2', expected a comma or ']'`",
        "`{\"a\" 1}`, 6, `'1', expected a colon after the name 'a'`",
        "`\"\\x\"`, 3, `'x', expected one of`",
        "`\"\\u12g4\"`, 6, `'g', expected four hexadecimal digits`",
        "`nul`, 4, `The text ends, expected the word null`",
        "`1.`, 3, `The text ends, expected a digit`",
        "`{} {}`, 4, `'{', expected the end of the text`",
        "``, 1, `The text ends, expected a value`"})
    void next_noJson_namesPlaceAndWhatIsExpected(String text, int column, String problem) {
        WorkloadFormatException fault = catchThrowableOfType(WorkloadFormatException.class, () -> tokens(text));
        assertThat(fault).hasMessageContaining(problem);
        assertThat(fault.line()).isEqualTo(1);
        assertThat(fault.column()).isEqualTo(column);
    }

    @Test
    void next_faultOnALaterLine_countsLines() {
        assertThatThrownBy(() -> tokens("{\n\"a\":\n  [1,\n   x]}")).hasMessageStartingWith("line 4, column 4: 'x'");
    }

    @Test
    void next_bytesThatAreNotUtf8_areNamedWhereTheyAre() {
        byte[] bytes = {'[', '"', 'a', (byte) 0xc3, '"', ']'};
        assertThatThrownBy(() -> {
            JsonReader json = new JsonReader(new ByteArrayInputStream(bytes), 100);
            json.next();
            json.next();
        }).isInstanceOf(WorkloadFormatException.class).hasMessage("line 1, column 4: Bytes that are not UTF-8");
    }

    @Test
    void next_nestedTooDeep_isRefused() throws IOException {
        assertThat(tokens("[".repeat(64) + "]".repeat(64))).hasSize(128);
        assertThatThrownBy(() -> tokens("[".repeat(65) + "]".repeat(65))).hasMessageContaining("more than 64 deep");
    }

    @Test
    void next_stringTooLong_isRefusedUnlessSkipped() throws IOException {
        String longText = "[\"" + "a".repeat(101) + "\", 7]";
        assertThatThrownBy(() -> tokens(longText)).hasMessageContaining("more than 100 characters");
        JsonReader json = new JsonReader(Texts.stream(longText), 100);
        json.next();
        json.skipValue();
        assertThat(json.next()).isEqualTo(Token.NUMBER);
    }

    @Test
    void skipValue_ofAnObject_goesOnAfterIt() throws IOException {
        JsonReader json = new JsonReader(Texts.stream("{\"a\":{\"b\":[1,{\"c\":2}]},\"d\":3}"), 100);
        json.next();
        json.next();
        json.skipValue();
        assertThat(json.next()).isEqualTo(Token.NAME);
        assertThat(json.text()).isEqualTo("d");
    }

    @Provide
    Arbitrary<String> nearlyJson() {
        return Arbitraries.of("{", "}", "[", "]", ",", ":", "\"", "\"a\"", "\"b\":", "0", "1", "-", ".5", "1e9", "true",
                "false", "null", "\\", "\\u00e9", " ", "\n", "\t", "x", "\u0001", "[1]", "{\"k\":[]}")
                .list().ofMaxSize(9).map(parts -> String.join("", parts));
    }

    /** Jackson, which is strict unless told otherwise, is the judge. */
    @Property(tries = 5_000, seed = "7")
    void next_anyText_isTakenExactlyWhereAnotherParserTakesIt(@ForAll("nearlyJson") String text) throws IOException {
        assertThat(isTaken(text)).as(text).isEqualTo(isTakenByTheOther(text));
    }

    private static boolean isTaken(String text) throws IOException {
        try {
            tokens(text);
            return true;
        } catch (WorkloadFormatException e) {
            return false;
        }
    }

    private static boolean isTakenByTheOther(String text) {
        try {
            return !OTHER.readTree(text).isMissingNode();
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
