package org.hybridscheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.hybridscheduler.CorrelationId.Binding;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class CorrelationIdTest {

    private static final String ALLOWED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";

    @AfterEach
    void nothingIsLeft() {
        assertThat(CorrelationId.current()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 63, 64})
    void accepted_upTo64Characters_isWhatWasSent(int length) {
        String sent = "a".repeat(length);

        assertThat(CorrelationId.accepted(sent)).isEqualTo(sent);
    }

    @Test
    void accepted_longer_isReplaced() {
        assertReplaced("a".repeat(65));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {" ", "a b", " a", "a ", "\t", "a\r\nX-Other: b", "a\n", "\na", "a\r", "a\u0000", "a;b",
            "a\"b", "a<b>", "a/b", "a\\b", "a,b", "\u00e9", "\u0430", "\u0661", "a\u2028"})
    void accepted_absentOrOfOtherCharacters_isReplaced(String sent) {
        assertReplaced(sent);
    }

    private static void assertReplaced(String sent) {
        String id = CorrelationId.accepted(sent);

        assertThat(UUID.fromString(id)).hasToString(id);
        assertThat(CorrelationId.accepted(sent)).as("a new one each time").isNotEqualTo(id);
        assertThat(CorrelationId.accepted(id)).as("another node takes it").isEqualTo(id);
    }

    /** Of the first 256 characters; those beyond are letters of some kind or other and stand above by example. */
    @Test
    void accepted_eachCharacter_isTakenOrReplaced() {
        IntStream.range(0, 256).forEach(code -> {
            String character = Character.toString(code);
            assertThat(CorrelationId.accepted(character).equals(character)).as("character %d", code)
                    .isEqualTo(ALLOWED.contains(character));
        });
    }

    @Test
    void bind_nested_givesBackTheOneBefore() {
        assertThat(CorrelationId.current()).isEmpty();
        try (Binding outer = CorrelationId.bind("outer")) {
            assertThat(CorrelationId.current()).hasValue("outer");
            try (Binding inner = CorrelationId.bind("inner")) {
                assertThat(CorrelationId.current()).hasValue("inner");
            }
            assertThat(CorrelationId.current()).hasValue("outer");
        }
        assertThat(CorrelationId.current()).isEmpty();
    }

    @Test
    void bind_onOneThread_isUnknownToOthers() {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (Binding here = CorrelationId.bind("here")) {
            assertThat(CompletableFuture.supplyAsync(CorrelationId::current, other).join()).isEmpty();

            CompletableFuture.runAsync(() -> CorrelationId.bind("there"), other).join();
            assertThat(CorrelationId.current()).hasValue("here");
            assertThat(CompletableFuture.supplyAsync(CorrelationId::current, other).join()).hasValue("there");
        } finally {
            other.shutdown();
        }
    }
}
