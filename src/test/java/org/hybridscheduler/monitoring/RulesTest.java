package org.hybridscheduler.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hybridscheduler.monitoring.MonitoringFiles.Rule;
import org.hybridscheduler.monitoring.PromQl.Grouping;
import org.hybridscheduler.monitoring.PromQl.Selector;
import org.hybridscheduler.observability.metrics.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules, their cases and the runbook fit together and rest on declared metrics alone. */
class RulesTest {

    private static final Path RUNBOOK = Path.of("docs", "runbook.md");

    private final KnownSeries known = new KnownSeries(MonitoringFiles.rules());

    static List<Rule> rules() {
        return MonitoringFiles.rules();
    }

    static List<Rule> alerts() {
        return rules().stream().filter(Rule::alerts).toList();
    }

    static List<Rule> records() {
        return rules().stream().filter(rule -> !rule.alerts()).toList();
    }

    private static List<String> names(List<Rule> rules) {
        return rules.stream().map(Rule::name).toList();
    }

    @Test
    void alerts_ofTheRequirements_areThere() {
        assertThat(names(alerts())).doesNotHaveDuplicates().contains("ApplicationDown", "ReadinessFailing",
                "LatencyHigh", "ErrorRatioHigh", "CacheOnFallback", "CacheHitRatioLow", "DatabaseSlow",
                "SimulationStalled", "RetrainingFailing", "WriteBufferFilling", "FramesDropped");
        assertThat(names(records())).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void expression_metricsAndLabels_areDeclared(Rule rule) {
        known.assertKnown(rule.name(), rule.expression());
    }

    @ParameterizedTest
    @MethodSource("records")
    void record_name_tellsLabelsMetricAndOperations(Rule rule) {
        assertThat(rule.name()).matches("[a-z_]+:[a-z_]+:[a-z0-9_]+");
        PromQl query = PromQl.of(rule.expression());
        for (Grouping grouping : query.groupings()) {
            Set<String> labels = new LinkedHashSet<>(grouping.labels());
            labels.remove("le");
            assertThat(labels).as(rule.expression()).isEqualTo(KnownSeries.level(rule.name()));
        }
        List<String> ungrouped = new ArrayList<>(query.selectors().stream().map(Selector::metric).toList());
        query.groupings().forEach(grouping -> ungrouped.removeAll(grouping.metrics()));
        assertThat(ungrouped).as("others are recorded at the same level").allSatisfy(metric ->
                assertThat(KnownSeries.level(metric)).isEqualTo(KnownSeries.level(rule.name())));
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void alert_each_tellsHowBadWhatAndWhatToDo(Rule rule) throws IOException {
        assertThat(rule.json().getJsonObject("labels").getString("severity")).isIn("critical", "warning");
        assertThat(rule.json().getString("for")).matches("[1-9][0-9]*[smh]");
        JsonObject annotations = rule.json().getJsonObject("annotations");
        assertThat(annotations.getString("summary")).isNotBlank();
        assertThat(annotations.getString("description")).isNotBlank();
        assertThat(annotations.getString("runbook_url"))
                .isEqualTo("docs/runbook.md#" + rule.name().toLowerCase(Locale.ROOT));
        Matcher section = Pattern.compile("(?ms)^## " + rule.name() + "$(.*?)(?=^## |\\z)").matcher(
                Files.readString(RUNBOOK));
        assertThat(section.find()).as("a section on %s in %s", rule.name(), RUNBOOK).isTrue();
        assertThat(section.group(1)).contains("**Means.**", "**Look.**", "**Do.**");
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void alert_each_hasCasesThatFireAndThatDoNot(Rule rule) {
        assertThat(outcomes(rule.name() + " fires")).as("expected alerts where it fires").contains(false);
        assertThat(outcomes(rule.name() + " does not fire")).as("nothing expected where it does not")
                .isNotEmpty().containsOnly(true);
    }

    /** Of each evaluation in the cases whose names begin so, whether no alert is expected. */
    private static List<Boolean> outcomes(String beginning) {
        String alert = beginning.substring(0, beginning.indexOf(' '));
        return MonitoringFiles.cases().stream().filter(one -> one.getString("name").startsWith(beginning))
                .flatMap(one -> MonitoringFiles.objects(one, "alert_rule_test").stream())
                .filter(evaluation -> evaluation.getString("alertname").equals(alert))
                .map(evaluation -> evaluation.getJsonArray("exp_alerts").isEmpty()).toList();
    }

    @ParameterizedTest
    @MethodSource("records")
    void record_each_hasACaseWithItsValue(Rule rule) {
        assertThat(MonitoringFiles.cases().stream()
                .flatMap(one -> MonitoringFiles.objects(one, "promql_expr_test").stream())
                .filter(test -> test.getString("expr").contains(rule.name()))).isNotEmpty()
                .allSatisfy(test -> assertThat(test.getJsonArray("exp_samples")).isNotEmpty());
    }

    @Test
    void runbook_sectionsAndMetrics_exist() throws IOException {
        String runbook = Files.readString(RUNBOOK);
        assertThat(Pattern.compile("(?m)^## (.+)$").matcher(runbook).results().map(match -> match.group(1)))
                .containsExactlyInAnyOrderElementsOf(names(alerts()));
        Set<String> subjects = new LinkedHashSet<>();
        for (Metric metric : Metric.values()) {
            subjects.add(metric.declaration().name().replaceFirst("_.*", ""));
        }
        Pattern name = Pattern.compile("`[^`]*?\\b((?:" + String.join("|", subjects) + ")_[a-z_]+|[a-z_]+:[a-z_:0-9]+)\\b");
        assertThat(name.matcher(runbook).results().map(match -> match.group(1))).isNotEmpty().allSatisfy(metric ->
                assertThat(known.has(metric) || Metric.named(metric).isPresent()).as(metric).isTrue());
    }

    @Test
    void alertmanager_inhibition_namesAlertsThatExist() {
        String rules = MonitoringFiles.read(MonitoringFiles.ALERTMANAGER).getJsonArray("inhibit_rules").toString();
        assertThat(Pattern.compile("\\b[A-Z][A-Za-z]+\\b").matcher(rules).results().map(match -> match.group()))
                .isNotEmpty().isSubsetOf(names(alerts()));
    }

    @Test
    void job_ofTheScrapes_isTheOneThatTheAlertsKnow() {
        JsonObject scrapes = MonitoringFiles.objects(
                MonitoringFiles.read(MonitoringFiles.PROMETHEUS.resolve("prometheus.yml")), "scrape_configs").get(0);
        assertThat(scrapes.getString("metrics_path")).isEqualTo("/metrics/prometheus");
        assertThat(alerts()).filteredOn(rule -> rule.expression().contains("job=")).isNotEmpty().allSatisfy(rule ->
                assertThat(rule.expression()).contains("job=\"" + scrapes.getString("job_name") + "\""));
    }
}
