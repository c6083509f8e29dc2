package org.hybridscheduler.observability.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EscapedFailureFilterTest {

    private final Logger logger = Logger.getLogger(EscapedFailureFilter.class.getName());
    private final List<LogRecord> records = new ArrayList<>();
    private final EscapedFailureFilter filter = new EscapedFailureFilter();
    private final HttpServletRequest request = (HttpServletRequest) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) -> method.getName().equals("getMethod") ? "GET" : "/x%0Aforged");
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord logged) {
            records.add(logged);
        }

        @Override
        public void flush() {
            // Nothing is buffered.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    };

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
    }

    @AfterEach
    void leave() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
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
