package org.hybridscheduler.history.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.hybridscheduler.history.control.Samples.FEATURES;
import static org.hybridscheduler.history.control.Samples.STRATEGIES;
import static org.hybridscheduler.history.control.Samples.outcomes;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hybridscheduler.evaluation.StrategyTotals;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.EncodedModel;
import org.hybridscheduler.scheduling.ModelVersion;
import org.hybridscheduler.scheduling.ModelVersion.Verdict;
import org.hybridscheduler.scheduling.Placement;
import org.hybridscheduler.scheduling.RunTimes;
import org.hybridscheduler.scheduling.Task;
import org.hybridscheduler.simulation.engine.CompletedSequences;
import org.hybridscheduler.simulation.engine.ModelStore;
import org.hybridscheduler.simulation.engine.Outcome;
import org.hybridscheduler.simulation.engine.RunState;
import org.hybridscheduler.simulation.engine.StoredRun;
import org.hybridscheduler.simulation.engine.TaskOutcome;
import org.hybridscheduler.simulation.experiment.ExperimentState;
import org.hybridscheduler.simulation.experiment.StoredExperiment;
import org.hybridscheduler.simulation.experiment.report.Reports;
import org.hybridscheduler.simulation.experiment.report.Reports.Format;
import org.junit.jupiter.api.Test;

/** What the history asks of a database product; a subclass names the product. */
abstract class HistoryDatabaseContract {

    private static final Instant NOW = Instant.parse("2026-11-23T11:22:33.123Z");

    abstract TestDatabase database();

    private StoredRun begin() {
        return begin(FEATURES);
    }

    private StoredRun begin(List<String> features) {
        return database().runs(runs -> runs.begin("{\"seed\":1}", "abc", STRATEGIES, features, NOW));
    }

    private StoredRun latest() {
        return database().runs(RunRepository::latest).orElseThrow();
    }

    private RunLedger stored(RunLedger before, List<TaskOutcome> outcomes) {
        RunLedger after = before.with(outcomes);
        assertThat(database().outcomes().store(before, after, outcomes, NOW)).isTrue();
        return after;
    }

    private RunLedger stored(long runId, List<TaskOutcome> outcomes) {
        return stored(database().outcomes().ledger(runId), outcomes);
    }

    private long clear() {
        return database().runs(RunRepository::clear);
    }

    @Test
    void migrate_databaseThatIsUpToDate_changesNothing() {
        SchemaMigration.migrate(database().dataSource());

        assertThat(database().number("select count(*) from \"flyway_schema_history\" where \"version\" is not null"))
                .isEqualTo(MigrationScripts.NAMES.size());
    }

    @Test
    void begin_run_isTheLatestAndGivesBackWhatItWasGiven() {
        StoredRun begun = begin();

        StoredRun read = latest();
        assertThat(read.id()).isEqualTo(begun.id());
        assertThat(read.specification()).isEqualTo("{\"seed\":1}");
        assertThat(read.hash()).isEqualTo("abc");
        assertThat(read.state()).isEqualTo(RunState.RUNNING);
        assertThat(read.startedAt()).isEqualTo(NOW);
        assertThat(read.completed().count()).isZero();
        assertThat(read.totals().strategies().keySet()).containsExactlyElementsOf(STRATEGIES);
        assertThat(database().outcomes().ledger(begun.id()).features()).isEqualTo(FEATURES);
    }

    @Test
    void begin_afterARunWithTasksDoneOutOfOrder_continuesBehindItsLastTask() {
        StoredRun first = begin();
        stored(first.id(), outcomes(0, 3));
        stored(first.id(), outcomes(7, 8));

        assertThat(begin().firstTaskId()).isEqualTo(first.firstTaskId() + 8);
    }

    @Test
    void changed_state_isReadBack() {
        StoredRun run = begin();

        database().runs(runs -> {
            runs.changed(run.id(), RunState.PAUSED);
            return null;
        });

        assertThat(latest().state()).isEqualTo(RunState.PAUSED);
    }

    @Test
    void store_twoBatches_keepsTasksResultsTotalsAndPlaces() {
        StoredRun run = begin();
        long tasksBefore = database().number("select count(*) from task");

        RunLedger ledger = stored(run.id(), outcomes(0, 600));
        stored(ledger, outcomes(600, 1200));

        StoredRun read = latest();
        assertThat(read.completed().toString()).isEqualTo("1200:");
        assertThat(read.totals().tasks()).isEqualTo(1200);
        assertThat(read.totals().meanLowerBound()).isEqualTo(2);
        assertThat(read.totals().strategies().get("greedy").meanTurnaround()).isEqualTo(3);
        assertThat(read.totals().strategies().get("oracle").wins()).isEqualTo(1200);
        assertThat(read.totals().strategies().get("oracle").turnaroundQuantile(0.95)).isCloseTo(2, within(0.02));
        assertThat(read.totals().strategies().get("random").rejected()).isEqualTo(1200);
        assertThat(read.totals().strategies().get("random").shortestTurnaround()).isNaN();
        assertThat(database().number("select count(*) from task")).isEqualTo(tasksBefore + 1200);
        assertThat(database().number("select count(*) from result r join task t on t.id = r.task where t.run_id = "
                + run.id())).isEqualTo(3600);
    }

    /** Groups a and b, whose tasks are slowed down once and three times: Jain's index (1 + 3)^2 / (2 (1 + 9)). */
    @Test
    void store_groupsThatFareUnlike_keepsTheirFairness() {
        StoredRun run = begin();
        List<TaskOutcome> outcomes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Task task = new Task(1000 + i, i, i % 2 == 0 ? "a" : "b", 0, 8, new double[] {0.25, 16}, new long[0]);
            double slowdown = i % 2 == 0 ? 1 : 3;
            outcomes.add(new TaskOutcome(i, task, Samples.TIMES, 2, List.of(
                    new Outcome("greedy", Placement.on(DeviceKind.GPU, 1), i, i + 4, 4, 0, slowdown, 0, 4, 40, 0.04),
                    Samples.rejected("oracle"), Samples.rejected("random"))));
        }

        stored(run.id(), outcomes);

        assertThat(latest().totals().strategies().get("greedy").fairness()).isCloseTo(0.8, within(1e-9));
    }

    @Test
    void store_fromAVersionThatIsGone_storesNothing() {
        StoredRun run = begin();
        RunLedger stale = database().outcomes().ledger(run.id());
        stored(stale, outcomes(0, 2));

        boolean again = database().outcomes().store(stale, stale.with(outcomes(0, 2)), outcomes(0, 2), NOW);

        assertThat(again).isFalse();
        assertThat(latest().totals().tasks()).isEqualTo(2);
    }

    @Test
    void store_placeThatIsStored_isRefusedWhole() {
        StoredRun run = begin();
        stored(run.id(), outcomes(0, 2));
        RunLedger read = database().outcomes().ledger(run.id());
        RunLedger forged = new RunLedger(read.runId(), read.version(), read.features(),
                new CompletedSequences(), read.totals());

        assertThatThrownBy(() -> stored(forged, outcomes(1, 3))).isInstanceOf(RuntimeException.class);

        assertThat(latest().completed().toString()).isEqualTo("2:");
        assertThat(database().number("select count(*) from task where run_id = " + run.id())).isEqualTo(2);
    }

    @Test
    void trainingRows_latest_areNewestFirstWithHindsightAndRatios() {
        StoredRun run = begin();
        stored(run.id(), outcomes(0, 5));

        List<TrainingRow> rows = database().queries(queries -> queries.trainingRows(2));

        assertThat(rows).containsExactly(
                new TrainingRow(1004, 16.0, 0.25, 8.0, 0.5, 0.25 / 8, 0.5, 2, NOW.atOffset(ZoneOffset.UTC)),
                new TrainingRow(1003, 16.0, 0.25, 8.0, 0.5, 0.25 / 8, 0.5, 2, NOW.atOffset(ZoneOffset.UTC)));
    }

    @Test
    void trainingRows_taskWithoutSizeAndMemory_hasNullsInsteadOfZeros() {
        StoredRun run = begin(List.of("bytes"));
        Task task = new Task(1, 0, "gemm", 0, 0, new double[] {512}, new long[0]);
        stored(run.id(), List.of(new TaskOutcome(0, task, new RunTimes(1, 9, 9), 1,
                List.of(Samples.rejected("greedy")))));

        List<TrainingRow> rows = database().queries(queries -> queries.trainingRows(1));

        assertThat(rows).containsExactly(
                new TrainingRow(1, null, null, null, null, null, 0, 1, NOW.atOffset(ZoneOffset.UTC)));
    }

    @Test
    void comparison_latestTasks_haveEachOnesResults() {
        StoredRun run = begin();
        stored(run.id(), outcomes(0, 3));

        List<ComparedTask> tasks = database().queries(queries -> queries.comparedTasks(2));
        List<ComparedResult> results = database().queries(queries ->
                queries.comparedResults(tasks.get(1).id(), tasks.get(0).id()));

        assertThat(tasks).extracting(ComparedTask::taskId).containsExactly(1002L, 1001L);
        assertThat(tasks).extracting(ComparedTask::runId).containsOnly(run.id());
        assertThat(results).hasSize(6).startsWith(
                new ComparedResult(tasks.get(1).id(), "greedy", 3.0, 0.0, 30.0, 0.03, 1.0, false, false),
                new ComparedResult(tasks.get(1).id(), "oracle", 2.0, 0.0, 20.0, 0.02, 0.5, false, true),
                new ComparedResult(tasks.get(1).id(), "random", null, null, null, null, null, true, false));
    }

    @Test
    void totals_strategyOfTheLatestRun_areThatRuns() {
        stored(begin().id(), outcomes(0, 9));
        StoredRun run = begin();
        stored(run.id(), outcomes(0, 2));

        Optional<StrategyTotals.Figures> oracle = database().queries(queries -> queries.totals(run.id(), "oracle"));
        Optional<StrategyTotals.Figures> other = database().queries(queries -> queries.totals(run.id(), "other"));

        assertThat(database().<Optional<Long>>queries(HistoryQueries::latestRun)).contains(run.id());
        assertThat(oracle).map(StrategyTotals.Figures::finished).contains(2L);
        assertThat(other).isEmpty();
    }

    @Test
    void deleteOldest_moreThanOneRun_deletesTasksWithTheirResults() {
        clear();
        StoredRun first = begin();
        stored(first.id(), outcomes(0, 3));
        StoredRun second = begin();
        stored(second.id(), outcomes(0, 3));

        assertThat(database().outcomes().deleteOldest(4)).isEqualTo(4);

        assertThat(database().outcomes().countTasks()).isEqualTo(2);
        assertThat(database().number("select count(*) from result")).isEqualTo(6);
        List<TrainingRow> left = database().queries(queries -> queries.trainingRows(9));
        assertThat(left).extracting(TrainingRow::taskId).containsExactly(1002L, 1001L);
        assertThat(latest().totals().tasks()).isEqualTo(3);
    }

    @Test
    void clear_duringARun_deletesRowsAndTotalsButKeepsThePlaces() {
        clear();
        StoredRun run = begin();
        RunLedger ledger = stored(run.id(), outcomes(0, 4));

        assertThat(clear()).isEqualTo(4 + 12);

        StoredRun read = latest();
        assertThat(read.completed().toString()).isEqualTo("4:");
        assertThat(read.totals().tasks()).isZero();
        assertThat(read.totals().totalLowerBound()).isZero();
        assertThat(read.totals().strategies()).hasSize(3).allSatisfy((name, figures) ->
                assertThat(figures).usingRecursiveComparison().withEqualsForType(Double::equals, Double.class)
                        .isEqualTo(new StrategyTotals().figures()));
        assertThat(database().outcomes().store(ledger, ledger.with(outcomes(4, 5)), outcomes(4, 5), NOW))
                .as("a writer that knows the old totals").isFalse();
    }

    private StoredExperiment addExperiment(int keep) {
        return database().experiments(all -> all.add("abc", "{\"seeds\":[1]}", 6, NOW, keep));
    }

    private Optional<StoredExperiment> experiment(long id) {
        return database().experiments(all -> all.find(id));
    }

    private void end(long id, ExperimentState state, String failure, Reports reports) {
        database().experiments(all -> {
            all.ended(id, state, 2, failure, reports, NOW.plusSeconds(5));
            return null;
        });
    }

    @Test
    void experiment_fromItsBeginningToItsEnd_isReadBack() {
        StoredExperiment added = addExperiment(9);
        assertThat(experiment(added.id())).contains(new StoredExperiment(added.id(), "abc", "{\"seeds\":[1]}",
                ExperimentState.QUEUED, 6, 0, NOW, null, null));
        database().experiments(all -> {
            all.running(added.id());
            return null;
        });
        assertThat(experiment(added.id())).map(StoredExperiment::state).contains(ExperimentState.RUNNING);

        end(added.id(), ExperimentState.FAILED, "no such workload", null);

        assertThat(experiment(added.id())).contains(new StoredExperiment(added.id(), "abc", "{\"seeds\":[1]}",
                ExperimentState.FAILED, 6, 2, NOW, NOW.plusSeconds(5), "no such workload"));
        assertThat(database().<Optional<String>>experiments(all -> all.report(added.id(), Format.JSON))).isEmpty();
    }

    /** H2's VARCHAR ends at a million characters; a report need not. */
    @Test
    void experiment_finished_hasItsReportsHoweverLong() {
        StoredExperiment added = addExperiment(9);
        Reports reports = new Reports("\u00e4".repeat(1_500_000), "a,b\r\n", "<!DOCTYPE html>");

        end(added.id(), ExperimentState.FINISHED, null, reports);

        assertThat(database().<Optional<String>>experiments(all -> all.report(added.id(), Format.JSON)))
                .contains(reports.json());
        assertThat(database().<Optional<String>>experiments(all -> all.report(added.id(), Format.CSV)))
                .contains(reports.csv());
        assertThat(database().<Optional<String>>experiments(all -> all.report(added.id(), Format.HTML)))
                .contains(reports.html());
    }

    @Test
    void experiments_moreThanAreKept_loseTheOldestWithTheirReports() {
        StoredExperiment oldest = addExperiment(3);
        end(oldest.id(), ExperimentState.FINISHED, null, new Reports("{}", "", ""));
        StoredExperiment second = addExperiment(3);
        StoredExperiment third = addExperiment(3);

        StoredExperiment newest = addExperiment(3);

        assertThat(database().<List<StoredExperiment>>experiments(all -> all.latest(2))).extracting(StoredExperiment::id)
                .containsExactly(newest.id(), third.id());
        assertThat(experiment(second.id())).isPresent();
        assertThat(experiment(oldest.id())).isEmpty();
        assertThat(database().number("select count(*) from experiment_report where experiment_id = " + oldest.id()))
                .isZero();
    }

    @Test
    void experiment_removed_isGoneAndWhatIsNotedOfItLaterIsPassedOver() {
        StoredExperiment added = addExperiment(9);

        assertThat(database().<Boolean>experiments(all -> all.remove(added.id()))).isTrue();
        end(added.id(), ExperimentState.FINISHED, null, new Reports("{}", "", ""));

        assertThat(experiment(added.id())).isEmpty();
        assertThat(database().<Boolean>experiments(all -> all.remove(added.id()))).isFalse();
    }

    private static EncodedModel model(int version, Verdict verdict, boolean inOffice, byte... bytes) {
        return new EncodedModel(new ModelVersion(version, 20L * version, 40, Double.NaN, 0.25, verdict), inOffice,
                verdict == Verdict.REJECTED ? null : bytes);
    }

    private void keep(long runId, String strategy, EncodedModel model) {
        database().models(models -> {
            models.keep(runId, strategy, model);
            return null;
        });
    }

    private List<EncodedModel> models(long runId, String strategy) {
        return database().models(models -> models.models(runId, strategy));
    }

    @Test
    void model_kept_isReadBackHoweverLong() {
        long run = begin().id();
        byte[] bytes = new byte[1_500_000];
        bytes[7] = -9;

        keep(run, "greedy", model(1, Verdict.PROMOTED, true, bytes));
        keep(run, "greedy", model(2, Verdict.REJECTED, false));

        List<EncodedModel> read = models(run, "greedy");
        assertThat(read).extracting(EncodedModel::version).containsExactly(
                new ModelVersion(1, 20, 40, Double.NaN, 0.25, Verdict.PROMOTED),
                new ModelVersion(2, 40, 40, Double.NaN, 0.25, Verdict.REJECTED));
        assertThat(read.get(0).bytes()).isEqualTo(bytes);
        assertThat(read.get(1).bytes()).isNull();
        assertThat(models(run, "random")).isEmpty();
    }

    @Test
    void model_laterOneInOffice_takesThePlaceOfTheEarlierOfItsStrategyAlone() {
        long run = begin().id();
        keep(run, "greedy", model(1, Verdict.PROMOTED, true, (byte) 1));
        keep(run, "random", model(1, Verdict.PROMOTED, true, (byte) 2));
        keep(run, "greedy", model(2, Verdict.PROMOTED, true, (byte) 3));
        assertThat(models(run, "greedy")).extracting(EncodedModel::inOffice).containsExactly(false, true);

        keep(run, "greedy", model(2, Verdict.ROLLED_BACK, false, (byte) 3));
        keep(run, "greedy", model(1, Verdict.PROMOTED, true, (byte) 1));

        assertThat(models(run, "greedy")).extracting(EncodedModel::inOffice).containsExactly(true, false);
        assertThat(models(run, "greedy").get(1).version().verdict()).isEqualTo(Verdict.ROLLED_BACK);
        assertThat(models(run, "random")).extracting(EncodedModel::inOffice).containsExactly(true);
    }

    @Test
    void models_moreThanAreKept_loseTheOldestThatIsNotInOffice() {
        long run = begin().id();
        keep(run, "greedy", model(1, Verdict.PROMOTED, true, (byte) 1));
        for (int version = 2; version <= 15; version++) {
            keep(run, "greedy", model(version, Verdict.REJECTED, false));
        }

        assertThat(models(run, "greedy")).hasSize(ModelStore.KEPT)
                .extracting(model -> model.version().version()).startsWith(1, 7).endsWith(15);
    }

    @Test
    void models_ofAnEarlierRun_loseTheirBytesButNotTheirFigures() {
        long first = begin().id();
        keep(first, "greedy", model(1, Verdict.PROMOTED, true, (byte) 1));
        long second = begin().id();

        keep(second, "random", model(1, Verdict.PROMOTED, true, (byte) 1));

        assertThat(models(first, "greedy")).singleElement().satisfies(model -> {
            assertThat(model.bytes()).isNull();
            assertThat(model.inOffice()).isFalse();
            assertThat(model.version().challengerScore()).isEqualTo(0.25);
        });
        assertThat(models(second, "random")).singleElement().satisfies(model ->
                assertThat(model.bytes()).containsExactly(1));
    }
}
