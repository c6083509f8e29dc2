package org.hybridscheduler.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hybridscheduler.monitoring.MonitoringFiles.PanelQuery;
import org.hybridscheduler.monitoring.MonitoringFiles.Rule;
import org.hybridscheduler.monitoring.PromQl.Selector;
import org.hybridscheduler.observability.metrics.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The dashboards are whole and show declared metrics alone. */
class DashboardsTest {

    private static final int GRID = 24;
    private static final Set<String> OF_GRAFANA = Set.of("__rate_interval", "__range");

    static List<JsonObject> dashboards() {
        return MonitoringFiles.dashboards();
    }

    static List<PanelQuery> queries() {
        return MonitoringFiles.queries();
    }

    private static List<JsonObject> panels(JsonObject dashboard) {
        return MonitoringFiles.objects(dashboard, "panels").stream()
                .filter(panel -> !panel.getString("type").equals("row")).toList();
    }

    @Test
    void dashboards_ofTheRequirements_haveUniqueUidsAndTitles() {
        assertThat(dashboards()).extracting(dashboard -> dashboard.getString("uid")).doesNotHaveDuplicates()
                .contains("hybrid-scheduler-overview", "hybrid-scheduler-cache", "hybrid-scheduler-simulation",
                        "hybrid-scheduler-jvm");
        assertThat(dashboards()).extracting(dashboard -> dashboard.getString("title")).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("queries")
    void query_metricsAndLabels_areDeclared(PanelQuery query) {
        new KnownSeries(MonitoringFiles.rules()).assertKnown(query.dashboard() + ", " + query.panel(),
                query.forJob("any"));
    }

    /** A metric that nobody looks at is not worth its series. */
    @Test
    void metrics_everyDeclaredOne_isLookedAt() {
        List<String> looked = Stream.concat(queries().stream().map(query -> query.forJob("any")),
                MonitoringFiles.rules().stream().map(Rule::expression))
                .flatMap(expression -> PromQl.of(expression).selectors().stream()).map(Selector::metric).toList();
        assertThat(Metric.values()).allSatisfy(metric ->
                assertThat(looked).as(metric.toString()).containsAnyElementsOf(metric.declaration().sampleNames()));
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void variables_inQueries_areDeclared(JsonObject dashboard) {
        Set<String> declared = new HashSet<>(OF_GRAFANA);
        MonitoringFiles.objects(dashboard.getJsonObject("templating"), "list")
                .forEach(variable -> declared.add(variable.getString("name")));
        assertThat(declared).contains("datasource", "job", "instance");
        assertThat(Pattern.compile("\\$\\{?(\\w+)").matcher(dashboard.get("panels").toString()).results()
                .map(match -> match.group(1))).isNotEmpty().isSubsetOf(declared);
        MonitoringFiles.objects(dashboard.getJsonObject("templating"), "list").stream()
                .filter(variable -> variable.getString("type").equals("query"))
                .map(variable -> variable.getString("query").replaceFirst("^label_values\\((.*), \\w+\\)$", "$1"))
                .forEach(series -> new KnownSeries(List.of()).assertKnown(dashboard.getString("uid"), series));
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void panels_each_haveTitleDescriptionUnitSourceAndQuery(JsonObject dashboard) {
        assertThat(dashboard.getInt("schemaVersion")).isPositive();
        assertThat(panels(dashboard)).isNotEmpty().allSatisfy(panel -> {
            assertThat(panel.getString("title")).isNotBlank();
            assertThat(panel.getString("description")).isNotBlank();
            assertThat(panel.getJsonObject("fieldConfig").getJsonObject("defaults").getString("unit")).isNotBlank();
            assertThat(panel.getJsonObject("datasource").getString("uid")).isEqualTo("${datasource}");
            assertThat(MonitoringFiles.objects(panel, "targets")).isNotEmpty()
                    .extracting(target -> target.getString("refId")).doesNotHaveDuplicates();
        });
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void panels_all_haveTheirOwnNumberAndPlace(JsonObject dashboard) {
        List<JsonObject> all = MonitoringFiles.objects(dashboard, "panels");
        assertThat(all).extracting(panel -> panel.getInt("id")).doesNotHaveDuplicates();
        Set<Integer> taken = new HashSet<>();
        for (JsonObject panel : all) {
            JsonObject place = panel.getJsonObject("gridPos");
            int right = place.getInt("x") + place.getInt("w");
            assertThat(right).as(panel.getString("title")).isLessThanOrEqualTo(GRID);
            for (int y = place.getInt("y"); y < place.getInt("y") + place.getInt("h"); y++) {
                for (int x = place.getInt("x"); x < right; x++) {
                    assertThat(taken.add(y * GRID + x)).as("%s overlaps at %d, %d", panel.getString("title"), x, y)
                            .isTrue();
                }
            }
        }
    }
}
