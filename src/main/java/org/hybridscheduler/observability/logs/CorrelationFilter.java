package org.hybridscheduler.observability.logs;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.hybridscheduler.CorrelationId;
import org.hybridscheduler.LogSafe;

/**
 * Gives each request its correlation id, on its thread and in its answer. web.xml has it before all other filters, and
 * before the error page, which the server calls after the request's own chain has ended.
 */
public class CorrelationFilter extends HttpFilter {

    private static final Logger LOG = System.getLogger(CorrelationFilter.class.getName());
    private static final String ATTRIBUTE = CorrelationId.class.getName();

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String id = (String) request.getAttribute(ATTRIBUTE);
        if (id == null) {
            id = CorrelationId.accepted(request.getHeader(CorrelationId.HEADER));
            request.setAttribute(ATTRIBUTE, id);
        }
        response.setHeader(CorrelationId.HEADER, id);
        try (CorrelationId.Binding binding = CorrelationId.bind(id)) {
            LOG.log(Level.DEBUG, () -> LogSafe.of(request.getMethod() + " " + request.getRequestURI()));
            chain.doFilter(request, response);
        }
    }
}
