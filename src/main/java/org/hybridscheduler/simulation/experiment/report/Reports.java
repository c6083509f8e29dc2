package org.hybridscheduler.simulation.experiment.report;

import java.util.Objects;
import org.hybridscheduler.simulation.experiment.Analysis;
import org.hybridscheduler.simulation.experiment.ExperimentResult;

/** One result in its three forms. */
public record Reports(String json, String csv, String html) {

    /** The forms. */
    public enum Format {
        JSON, CSV, HTML
    }

    public Reports {
        Objects.requireNonNull(json, "json");
        Objects.requireNonNull(csv, "csv");
        Objects.requireNonNull(html, "html");
    }

    public static Reports of(ExperimentResult result, Build build) {
        Analysis analysis = Analysis.of(result);
        return new Reports(JsonReport.of(result, analysis, build), CsvReport.of(result, build),
                HtmlReport.of(result, analysis, build));
    }

    /** The report in one form. */
    public String in(Format format) {
        return switch (format) {
            case JSON -> json;
            case CSV -> csv;
            case HTML -> html;
        };
    }
}
