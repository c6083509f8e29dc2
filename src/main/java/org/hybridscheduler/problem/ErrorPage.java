package org.hybridscheduler.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hybridscheduler.JsonDialect;

/**
 * Answers errors that never reach JAX-RS, such as a missing static file or what a filter refuses, in place of the
 * server's HTML page; web.xml names it as the page of every error.
 */
@WebServlet(ErrorPage.PATH)
public class ErrorPage extends HttpServlet {

    static final String PATH = "/problem";

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Integer error = (Integer) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        String failed = (String) request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        // Asked for by its own address there is no error to tell of, and so nothing here.
        int status = error == null ? HttpServletResponse.SC_NOT_FOUND : error;
        String path = failed == null ? request.getRequestURI() : failed;
        Problem problem = Problem.of(status,
                RefusalMapper.detail(status, request.getMethod(), path, null), path, List.of());
        response.setStatus(status);
        response.setContentType(Problem.MEDIA_TYPE);
        response.getOutputStream().write(JsonDialect.jsonb().toJson(problem).getBytes(StandardCharsets.UTF_8));
    }
}
