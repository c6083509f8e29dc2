package org.hybridscheduler.simulation.boundary;

import java.util.List;
import java.util.Locale;
import org.hybridscheduler.scheduling.ModelReport;
import org.hybridscheduler.scheduling.ModelVersion;
import org.hybridscheduler.simulation.control.LearnedModel;

/**
 * {@code GET /api/models/{strategy}} on the wire: a model's versions, and how good its predictions and the decisions upon
 * them were as the run went on. What is not known is null. Lists are bounded: 10 versions, 200 points each.
 */
public record ModelView(String name, int inOffice, long rejected, List<VersionView> versions, QualityView quality,
        List<QualityView> qualityOverTime, List<RegretView> regretOverTime) {

    /** A model in a list. */
    public record Line(String name, int inOffice, int versions) {

        static Line of(String name, LearnedModel model) {
            return new Line(name, model.inOffice(), model.report().versions().size());
        }
    }

    /** A version; scores are mean |ln(predicted median) - ln(observed)| over the same observations, which neither had seen. */
    public record VersionView(int version, long finishedTasks, int observations, Double championScore,
            Double challengerScore, String verdict, boolean inOffice) {

        static VersionView of(ModelVersion version, int inOffice) {
            return new VersionView(version.version(), version.finishedTasks(), version.observations(),
                    Known.orNull(version.championScore()), Known.orNull(version.challengerScore()),
                    version.verdict().name().toLowerCase(Locale.ROOT), version.version() == inOffice);
        }
    }

    /** Shares of observations within central intervals, and mean absolute errors in ln(seconds), each of the latest. */
    public record QualityView(long finishedTasks, Double within50, Double within80, Double within95, Double cpuError,
            Double gpuError) {

        static QualityView of(ModelReport.Quality quality) {
            return new QualityView(quality.finishedTasks(), Known.orNull(quality.within50()),
                    Known.orNull(quality.within80()), Known.orNull(quality.within95()),
                    Known.orNull(quality.cpuError()), Known.orNull(quality.gpuError()));
        }
    }

    /** Mean turnaround in seconds less the oracle's, over a stretch of tasks. */
    public record RegretView(long upToTask, Double meanSeconds) {
    }

    static ModelView of(String name, LearnedModel model) {
        ModelReport report = model.report();
        return new ModelView(name, model.inOffice(), report.rejected(),
                report.versions().stream().map(version -> VersionView.of(version, model.inOffice())).toList(),
                QualityView.of(report.latest()), report.overTime().stream().map(QualityView::of).toList(),
                model.regret().stream().map(point -> new RegretView(point.upTo(), Known.orNull(point.mean())))
                        .toList());
    }
}
