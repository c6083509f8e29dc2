package org.hybridscheduler.observability.errors;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.hybridscheduler.LogSafe;

/**
 * Reports what escapes from filters and servlets; no exception mapper sees that. The server answers it as before. A
 * failed read or write is no such failure: the client has gone.
 */
public class EscapedFailureFilter extends HttpFilter {

    private static final Logger LOG = System.getLogger(EscapedFailureFilter.class.getName());

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException | Error e) {
            if (!(Cause.of(e).root() instanceof IOException)) {
                LOG.log(Level.ERROR, LogSafe.of(request.getMethod() + " " + request.getRequestURI() + " failed"),
                        LogSafe.of(e));
            }
            throw e;
        }
    }
}
