package org.hybridscheduler.simulation.experiment.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hybridscheduler.simulation.experiment.Experiments.SYNTHETIC;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.hybridscheduler.simulation.engine.RunTotals;
import org.hybridscheduler.simulation.experiment.Analysis;
import org.hybridscheduler.simulation.experiment.Cell;
import org.hybridscheduler.simulation.experiment.CellResult;
import org.hybridscheduler.simulation.experiment.ExperimentResult;
import org.hybridscheduler.simulation.experiment.ExperimentSpecification;
import org.hybridscheduler.simulation.experiment.Experiments;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class ReportsTest {

    private static final List<String> STRATEGIES = List.of("greedy", "random", "oracle");
    private static final ExperimentSpecification SPECIFICATION = Experiments.specification(STRATEGIES,
            List.of(SYNTHETIC), List.of(0.3, 0.6), 3, 200, 20);
    private static final ExperimentResult RESULT = Experiments.run(SPECIFICATION, SYNTHETIC);
    private static final Build BUILD = new Build("1.6.0", "0123abcd");
    private static final Reports REPORTS = Reports.of(RESULT, BUILD);
    private static final String HOSTILE = "</td><script>alert(1)</script>,\"a\"\nb' & \u2028";

    /** The same experiment, one cell of which failed with a message that is no friend. */
    private static Reports hostile() {
        Cell cell = new Cell("<b>\"w\"", 0.5, 9);
        CellResult failed = new CellResult(cell, new RunTotals(STRATEGIES).figures(), Map.of(), HOSTILE);
        ExperimentResult result = new ExperimentResult(SPECIFICATION,
                Stream.concat(RESULT.cells().stream(), Stream.of(failed)).toList());
        return Reports.of(result, BUILD);
    }

    private static JsonObject json(String text) {
        return Json.createReader(new StringReader(text)).readObject();
    }

    @Test
    void json_result_hasSpecificationBuildSettingsAndCells() {
        JsonObject report = json(REPORTS.json());

        JsonObject specification = report.getJsonObject("specification");
        assertThat(specification.getString("hash")).isEqualTo(SPECIFICATION.hash());
        assertThat(specification.getJsonArray("seeds")).hasToString("[1,2,3]");
        assertThat(specification.isNull("noise_cv")).as("the workload's own").isTrue();
        assertThat(report.getJsonObject("build")).hasToString("{\"version\":\"1.6.0\",\"commit\":\"0123abcd\"}");
        JsonObject setting = report.getJsonArray("settings").getJsonObject(1);
        Analysis.Summary greedy = Analysis.of(RESULT).settings().get(1).strategies().get("greedy");
        JsonObject mean = setting.getJsonObject("strategies").getJsonObject("greedy").getJsonObject("mean_turnaround");
        assertThat(setting.getJsonNumber("load").doubleValue()).isEqualTo(0.6);
        assertThat(mean.getInt("runs")).isEqualTo(3);
        assertThat(mean.getJsonNumber("low").doubleValue()).isEqualTo(greedy.meanTurnaround().low());
        assertThat(setting.getJsonObject("strategies").getJsonObject("greedy").getJsonArray("ecdf"))
                .hasSizeBetween(10, 200);
        assertThat(setting.getJsonArray("pairs")).hasSize(3);
        assertThat(report.getJsonArray("win_matrix")).hasSize(3);
        JsonObject cell = report.getJsonArray("cells").getJsonObject(4);
        assertThat(cell.getInt("seed")).isEqualTo(2);
        assertThat(cell.getInt("tasks")).isEqualTo(180);
        assertThat(cell.getJsonObject("strategies").getJsonObject("oracle").getJsonNumber("mean_turnaround").doubleValue())
                .isEqualTo(RESULT.cells().get(4).meanTurnaround("oracle"));
    }

    @Test
    void json_textOfAnotherKind_isReadBackAsItWas() {
        JsonObject report = json(hostile().json());

        JsonObject cell = report.getJsonArray("cells").getJsonObject(6);
        assertThat(cell.getString("failure")).isEqualTo(HOSTILE);
        assertThat(cell.getString("workload")).isEqualTo("<b>\"w\"");
        assertThat(cell.isNull("lower_bound")).isTrue();
    }

    @Test
    void csv_result_hasOneRecordPerCellAndStrategy() {
        String[] lines = REPORTS.csv().split("\r\n");
        List<String> header = List.of(lines[0].split(","));

        assertThat(lines).hasSize(1 + 2 * 3 * 3);
        assertThat(Arrays.stream(lines)).allSatisfy(line -> assertThat(line.split(",", -1)).hasSize(header.size()));
        String[] record = lines[1 + 4 * 3 + 2].split(",", -1);
        assertThat(record[header.indexOf("specification")]).isEqualTo(SPECIFICATION.hash());
        assertThat(record[header.indexOf("commit")]).isEqualTo("0123abcd");
        assertThat(record[header.indexOf("load")]).isEqualTo("0.6");
        assertThat(record[header.indexOf("seed")]).isEqualTo("2");
        assertThat(record[header.indexOf("strategy")]).isEqualTo("oracle");
        assertThat(Double.parseDouble(record[header.indexOf("mean_turnaround")]))
                .isEqualTo(RESULT.cells().get(4).meanTurnaround("oracle"));
        assertThat(REPORTS.csv()).endsWith("\r\n");
    }

    @Test
    void csv_fieldWithCommaQuoteAndLineBreak_isQuoted() {
        assertThat(hostile().csv()).contains("\"" + HOSTILE.replace("\"", "\"\"") + "\"").contains(",\"<b>\"\"w\"\"\",");
    }

    @Test
    void html_result_namesSpecificationSeedsAndBuildAndPlotsThem() {
        String page = REPORTS.html();

        assertThat(page).contains(SPECIFICATION.hash(), "1.6.0, commit 0123abcd", "1, 2, 3", "warm_up_tasks=20");
        assertThat(page.split("<svg ", -1)).as("means by load, and a distribution for each load").hasSize(1 + 3);
        assertThat(page).contains("Wins / losses / ties").containsPattern("<td class=\"h\\d+\">\\d+ / \\d+ / \\d+</td>");
        assertThat(page).containsPattern("<path class=\"line s0\" d=\"M[-\\d.]+ [-\\d.]+L");
        assertThat(page).doesNotContain("NaN", "Infinity");
    }

    @Test
    void html_anyResult_needsNothingElseAndNoScriptOrStyleAttribute() {
        String page = hostile().html();

        assertThat(page).doesNotContain("<script", "<b>", "http://", "https://", "url(", "@import", "<link", "<img")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "&lt;b&gt;&quot;w&quot;");
        assertThat(Pattern.compile("<[^>]* (style|src|href|on\\w+)=").matcher(page).find()).isFalse();
        assertThat(page.split("<style>", -1)).hasSize(2);
    }

    /** As a browser computes it: SHA-256 of what is between the tags. */
    @Test
    void styleHash_page_isThatOfItsStyleElement() throws Exception {
        String style = REPORTS.html().split("<style>")[1].split("</style>")[0];
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));

        assertThat(HtmlReport.styleHash(REPORTS.html()))
                .isEqualTo("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
    }

    /** SVG lies in HTML, but is to be well-formed by itself, too. */
    @Test
    void html_charts_areWellFormedXml() throws Exception {
        Matcher matcher = Pattern.compile("(?s)<svg .*?</svg>").matcher(hostile().html());
        int charts = 0;
        while (matcher.find()) {
            charts++;
            DocumentBuilderFactory.newInstance().newDocumentBuilder()
                    .parse(new InputSource(new StringReader(matcher.group())));
        }
        assertThat(charts).isGreaterThanOrEqualTo(3);
    }

    @Test
    void axis_values_haveTheirPlacesAndTicks() {
        Axis axis = Axis.logarithmic("s", Stream.of(0.01, 100.0).mapToDouble(Double::doubleValue));

        assertThat(axis.ticks()).containsExactly(0.01, 0.1, 1.0, 10.0, 100.0);
        assertThat(axis.place(1)).isCloseTo(0.5, within(1e-9));
        assertThat(axis.holds(0)).isFalse();
        assertThat(Axis.linear("load", 0.5, 0.5, List.of(0.5)).place(0.5)).isEqualTo(0.5);
    }
}
