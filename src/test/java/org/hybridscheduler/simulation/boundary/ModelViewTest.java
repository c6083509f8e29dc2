package org.hybridscheduler.simulation.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.hybridscheduler.JsonDialect;
import org.hybridscheduler.documentation.ApiDocument;
import org.hybridscheduler.evaluation.BinnedMeans;
import org.hybridscheduler.scheduling.ModelReport;
import org.hybridscheduler.scheduling.ModelReport.Quality;
import org.hybridscheduler.scheduling.ModelVersion;
import org.hybridscheduler.scheduling.ModelVersion.Verdict;
import org.hybridscheduler.simulation.control.LearnedModel;
import org.junit.jupiter.api.Test;

class ModelViewTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final double UNKNOWN = Double.NaN;
    private static final LearnedModel MODEL = new LearnedModel(1, new ModelReport(
            List.of(new ModelVersion(1, 20, 21, UNKNOWN, UNKNOWN, Verdict.PROMOTED),
                    new ModelVersion(2, 40, 42, 0.5, 0.75, Verdict.REJECTED),
                    new ModelVersion(3, 60, 63, 0.5, 0.25, Verdict.ROLLED_BACK)), 1,
            new Quality(70, 0.5, 0.8, 0.95, 0.1, UNKNOWN),
            List.of(new Quality(10, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN))),
            List.of(new BinnedMeans.Point(50, 0.125), new BinnedMeans.Point(60, UNKNOWN)));

    @Test
    void of_model_tellsVersionsQualityAndRegretAndNullForWhatIsNotKnown() throws IOException {
        String json = JsonDialect.jsonb().toJson(ModelView.of("hybrid_ml", MODEL));

        assertThat(MAPPER.readTree(json)).isEqualTo(MAPPER.readTree("""
                {"name": "hybrid_ml", "in_office": 1, "rejected": 1,
                 "versions": [
                  {"version": 1, "finished_tasks": 20, "observations": 21, "champion_score": null,
                   "challenger_score": null, "verdict": "promoted", "in_office": true},
                  {"version": 2, "finished_tasks": 40, "observations": 42, "champion_score": 0.5,
                   "challenger_score": 0.75, "verdict": "rejected", "in_office": false},
                  {"version": 3, "finished_tasks": 60, "observations": 63, "champion_score": 0.5,
                   "challenger_score": 0.25, "verdict": "rolled_back", "in_office": false}],
                 "quality": {"finished_tasks": 70, "within50": 0.5, "within80": 0.8, "within95": 0.95,
                  "cpu_error": 0.1, "gpu_error": null},
                 "quality_over_time": [{"finished_tasks": 10, "within50": null, "within80": null, "within95": null,
                  "cpu_error": null, "gpu_error": null}],
                 "regret_over_time": [{"up_to_task": 50, "mean_seconds": 0.125},
                  {"up_to_task": 60, "mean_seconds": null}]}"""));
        assertThat(ApiDocument.written().faults("GET /api/models/{strategy}", 200, "application/json", json)).isEmpty();
    }

    @Test
    void line_ofModel_countsItsVersions() throws IOException {
        String json = "[" + JsonDialect.jsonb().toJson(ModelView.Line.of("hybrid_ml", MODEL)) + "]";

        assertThat(MAPPER.readTree(json)).isEqualTo(MAPPER.readTree("""
                [{"name": "hybrid_ml", "in_office": 1, "versions": 3}]"""));
        assertThat(ApiDocument.written().faults("GET /api/models", 200, "application/json", json)).isEmpty();
    }

    @Test
    void eligible_versions_areThoseThatTookOver() {
        assertThat(MODEL.eligible()).containsExactly(1, 3);
    }
}
