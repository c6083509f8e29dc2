package org.hybridscheduler.observability.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.Path;
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
    @CsvSource({"GET,101,websocket", "GET,200,static", "HEAD,304,static", "OPTIONS,200,unmatched",
            "GET,404,unmatched", "GET,500,unmatched"})
    void unrouted_byStatus_isOneOfThree(String method, int status, String expected) {
        assertThat(HttpLabels.unrouted(method, status)).isEqualTo(expected);
    }
}
