package org.hybridscheduler.observability.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.server.ServerEndpoint;
import jakarta.ws.rs.Path;
import org.hybridscheduler.live.boundary.LiveSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpLabelsTest {

    @Path("/api/schedulers/")
    public static class Schedulers {

        public void all() {
        }

        @Path("{name}/stats")
        public void stats() {
        }

        @Path("/{ name : [a-z]{1,9} }/runs/{id: \\d+}")
        public void run() {
        }
    }

    @Path("/")
    public static class Root {

        public void welcome() {
        }
    }

    @ParameterizedTest
    @CsvSource({"all, /api/schedulers", "stats, /api/schedulers/{name}/stats", "run, /api/schedulers/{name}/runs/{id}"})
    void route_ofAResourceMethod_isItsTemplateWithoutPatterns(String method, String expected) throws Exception {
        assertThat(HttpLabels.route(Schedulers.class, Schedulers.class.getMethod(method))).isEqualTo(expected);
    }

    @Test
    void route_ofTheRoot_isASlash() throws Exception {
        assertThat(HttpLabels.route(Root.class, Root.class.getMethod("welcome"))).isEqualTo("/");
    }

    @ParameterizedTest
    @CsvSource({"GET,GET", "DELETE,DELETE", "get,other", "BREW,other", "'',other"})
    void method_notCommon_isOther(String method, String expected) {
        assertThat(HttpLabels.method(method)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"GET,/x,101,websocket", "GET,/x,200,static", "HEAD,/x,304,static", "OPTIONS,/x,200,unmatched",
        "GET,/x,404,unmatched", "GET,/x,500,unmatched", "GET,/ws,101,websocket", "GET,/ws,404,websocket",
        "other,/ws,503,websocket", "GET,/ws/x,404,unmatched"})
    void unrouted_byPathAndStatus_isOneOfThree(String method, String path, int status, String expected) {
        assertThat(HttpLabels.unrouted(method, path, status)).isEqualTo(expected);
    }

    @Test
    void unrouted_ofTheLiveFeed_isItsPath() {
        assertThat(LiveSocket.class.getAnnotation(ServerEndpoint.class).value()).isEqualTo("/ws");
    }
}
