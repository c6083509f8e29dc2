package org.hybridscheduler.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TraceRoundTripTest {

    private record Trace(RecordedWorkload workload, List<String> taskIds) {
    }

    @Property(tries = 200)
    void read_whatWasWritten_isTheSameWorkload(@ForAll("traces") Trace trace) throws IOException {
        StringBuilder csv = new StringBuilder();
        TraceWriter.write(trace.workload(), trace.taskIds(), csv);
        RecordedWorkload read = TraceReader.read("trace",
                new ByteArrayInputStream(csv.toString().getBytes(StandardCharsets.UTF_8)), ReadLimits.defaults());
        assertThat(read.tasks()).usingRecursiveComparison()
                .withEqualsForType((a, b) -> Double.compare(a, b) == 0, Double.class)
                .isEqualTo(trace.workload().tasks());
        assertThat(read.digest()).isEqualTo(trace.workload().digest());
    }

    @Provide
    Arbitrary<Trace> traces() {
        Arbitrary<List<RecordedTask>> rows = rows().list().ofMinSize(1).ofMaxSize(20);
        return Combinators.combine(rows, Arbitraries.of(true, false), text(), Arbitraries.randoms())
                .as(TraceRoundTripTest::trace);
    }

    /** Rows drawn one by one, with arrivals summed up and parents among the rows before. */
    private static Trace trace(List<RecordedTask> drawn, boolean timed, String idPart, Random random) {
        List<RecordedTask> rows = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        double now = 0;
        for (RecordedTask row : drawn) {
            now += row.arrivalSeconds();
            int[] parents = random.ints(Math.min(rows.size(), 2), 0, Math.max(1, rows.size())).toArray();
            ids.add(idPart.replace(";", "") + rows.size());
            rows.add(new RecordedTask(row.cpuSeconds(), row.gpuSeconds(), timed ? now : Double.NaN, row.group(),
                    row.transferBytes(), row.memoryMb(), row.noiseCv(), row.features(), parents));
        }
        return new Trace(new RecordedWorkload("trace", List.of("a", "b.c-d_1"), rows), ids);
    }

    private static Arbitrary<RecordedTask> rows() {
        Arbitrary<Double> seconds = Arbitraries.doubles().between(1e-9, 1e9).ofScale(12);
        Arbitrary<Double> gap = Arbitraries.doubles().between(0, 1000).ofScale(6);
        Arbitrary<Double> amount = Arbitraries.doubles().between(0, 1e18);
        Arbitrary<Double> cv = Arbitraries.doubles().between(0, 5).ofScale(9);
        Arbitrary<double[]> features = Arbitraries.oneOf(Arbitraries.doubles(), Arbitraries.just(Double.NaN))
                .array(double[].class).ofSize(2);
        return Combinators.combine(seconds, seconds, gap, text().injectNull(0.2), amount, amount, cv, features)
                .as((cpu, gpu, arrival, group, bytes, memory, noise, feature) -> new RecordedTask(cpu, gpu, arrival,
                        group == null || group.isEmpty() ? null : group, bytes, memory, noise, feature, new int[0]));
    }

    private static Arbitrary<String> text() {
        return Arbitraries.strings().withChars("ab ,;\"'\r\n\t").withChars('\u00E9', '\u20AC').ofMaxLength(12);
    }

    @Property(tries = 500, seed = "9")
    void read_anyTextAfterATask_isSkippedWhereAsked(@ForAll String text) throws IOException {
        String good = "task_id,cpu_seconds,gpu_seconds,parents,transfer_bytes,parent_bytes\na,1,2,,5,\nb,1,2,a,5,3\n";
        RecordedWorkload workload = TraceReader.read("t", Texts.stream(good + text), ReadLimits.defaults(),
                BadLines.skip());
        assertThat(workload.tasks()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(workload.tasks().get(1).parentBytes()).containsExactly(3);
    }
}
