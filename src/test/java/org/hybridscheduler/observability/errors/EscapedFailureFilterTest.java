package org.hybridscheduler.observability.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.logging.LogRecord;
import org.hybridscheduler.RecordedLogs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EscapedFailureFilterTest {

    private final RecordedLogs logs = new RecordedLogs(EscapedFailureFilter.class);
    private final List<LogRecord> records = logs.records();
    private final EscapedFailureFilter filter = new EscapedFailureFilter();
    private final HttpServletRequest request = (HttpServletRequest) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) -> method.getName().equals("getMethod") ? "GET" : "/x%0Aforged");

    @AfterEach
    void leave() {
        logs.close();
    }

    @Test
    void doFilter_failureBelow_isReportedAndPassedOn() {
        IllegalStateException failure = new IllegalStateException("below");
        assertThatThrownBy(() -> filter.doFilter(request, null, (in, out) -> {
            throw failure;
        })).isSameAs(failure);
        assertThat(records).hasSize(1);
        assertThat(records.get(0).getMessage()).isEqualTo("GET /x%0Aforged failed");
        assertThat(records.get(0).getThrown()).isSameAs(failure);
        assertThat(records.get(0).getLevel()).isEqualTo(java.util.logging.Level.SEVERE);
    }

    @Test
    void doFilter_clientHasGone_isNotReported() {
        assertThatThrownBy(() -> filter.doFilter(request, null, (in, out) -> {
            throw new IOException("gone");
        })).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> filter.doFilter(request, null, (in, out) -> {
            throw new ServletException(new IOException("gone"));
        })).isInstanceOf(ServletException.class);
        assertThat(records).isEmpty();
    }

    @Test
    void doFilter_failureInServlet_isReported() {
        assertThatThrownBy(() -> filter.doFilter(request, null, (in, out) -> {
            throw new ServletException(new IllegalStateException("deep"));
        })).isInstanceOf(ServletException.class);
        assertThat(records).hasSize(1);
    }
}
