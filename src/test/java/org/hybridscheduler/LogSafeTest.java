package org.hybridscheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class LogSafeTest {

    @Test
    void of_textWithLineBreaks_isOneLine() {
        assertThat(LogSafe.of("a\r\nb\u001b[2K\u0085c\u2028d\te")).isEqualTo("a\\r\\nb\\u001b[2K\\u0085c\\u2028d\te");
    }

    @Test
    void of_textWithASecret_doesNotTellIt() {
        assertThat(LogSafe.of("redis://:pw@host")).isEqualTo("redis://***@host");
    }

    @Test
    void of_safeFailure_isTheFailure() {
        Exception failure = new IllegalStateException("in vain", new RuntimeException("the cause"));
        assertThat(LogSafe.of(failure)).isSameAs(failure);
        assertThat(LogSafe.of((Throwable) null)).isNull();
    }

    @Test
    void of_unsafeFailure_printsLikeItInSafeLines() {
        Exception cause = new IllegalArgumentException("x\n[forged] password=pw");
        Exception failure = new IllegalStateException("in vain", cause);
        failure.addSuppressed(new RuntimeException("y\nforged"));

        Throwable logged = LogSafe.of(failure);

        assertThat(printed(logged).lines().map(String::strip)).containsSubsequence(
                "java.lang.IllegalStateException: in vain",
                "at org.hybridscheduler.LogSafeTest.of_unsafeFailure_printsLikeItInSafeLines(LogSafeTest.java:"
                        + failure.getStackTrace()[0].getLineNumber() + ")",
                "Suppressed: java.lang.RuntimeException: y\\nforged",
                "Caused by: java.lang.IllegalArgumentException: x\\n[forged] password=***");
        assertThat(logged.getMessage()).isEqualTo("in vain");
        assertThat(logged.getCause().getMessage()).isEqualTo("x\\n[forged] password=***");
        assertThat(LogSafe.original(logged)).isSameAs(failure);
    }

    @Test
    void of_failureThatCausesItself_comesToAnEnd() {
        Exception failure = new Exception("a\nb");
        failure.initCause(new Exception("c", failure));

        assertThat(LogSafe.of(failure).getCause().getCause()).isNull();
    }

    private static String printed(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
