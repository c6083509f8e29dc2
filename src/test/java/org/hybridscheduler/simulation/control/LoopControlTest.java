package org.hybridscheduler.simulation.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.hybridscheduler.simulation.control.LoopControl.Command;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

@Timeout(30)
class LoopControlTest {

    private static final long PATIENCE_SECONDS = 20;
    private static final long FAR_AHEAD = Long.MAX_VALUE / 2;

    @ParameterizedTest
    @CsvSource({"RUN,PAUSE,PAUSE", "PAUSE,RUN,RUN", "RUN,STOP,STOP", "PAUSE,STOP,STOP", "RUN,ABANDON,ABANDON",
        "STOP,RUN,STOP", "STOP,PAUSE,STOP", "STOP,ABANDON,ABANDON", "ABANDON,STOP,ABANDON", "ABANDON,RUN,ABANDON"})
    void give_inEachState_finalOnesStay(Command before, Command given, Command after) {
        LoopControl control = new LoopControl(before, () -> 0);

        control.give(given);

        assertThat(control.command()).isEqualTo(after);
    }

    @Test
    void awaitUntil_timeHasCome_answersAtOnce() throws InterruptedException {
        LoopControl control = new LoopControl(Command.RUN, () -> 100);

        assertThat(control.awaitUntil(100)).isEqualTo(Command.RUN);
        assertThat(control.awaitUntil(-100)).isEqualTo(Command.RUN);
    }

    @Test
    void awaitUntil_timePasses_answersWhenItHasCome() throws InterruptedException {
        LongSupplier clock = Runs.ticking(1_000);

        assertThat(new LoopControl(Command.RUN, clock).awaitUntil(10_000)).isEqualTo(Command.RUN);
        assertThat(clock.getAsLong()).isGreaterThan(10_000);
    }

    @Test
    void awaitUntil_notRunning_answersAtOnce() throws InterruptedException {
        assertThat(new LoopControl(Command.PAUSE, () -> 0).awaitUntil(FAR_AHEAD)).isEqualTo(Command.PAUSE);
    }

    @ParameterizedTest
    @EnumSource(value = Command.class, names = "RUN", mode = Mode.EXCLUDE)
    void awaitUntil_anotherCommandWhileWaiting_wakes(Command next) throws Exception {
        CountDownLatch looked = new CountDownLatch(1);
        LoopControl control = new LoopControl(Command.RUN, () -> {
            looked.countDown();
            return 0;
        });
        FutureTask<Command> waiting = onThread(() -> control.awaitUntil(FAR_AHEAD));
        assertThat(looked.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();

        control.give(next);

        assertThat(waiting.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(next);
    }

    @ParameterizedTest
    @EnumSource(value = Command.class, names = "PAUSE", mode = Mode.EXCLUDE)
    void awaitEndOfPause_anotherCommand_wakes(Command next) throws Exception {
        LoopControl control = new LoopControl(Command.PAUSE, () -> 0);
        FutureTask<Command> waiting = onThread(control::awaitEndOfPause);

        control.give(next);

        assertThat(waiting.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(next);
    }

    @Test
    void awaitEndOfPause_notPaused_answersAtOnce() throws InterruptedException {
        assertThat(new LoopControl(Command.STOP, () -> 0).awaitEndOfPause()).isEqualTo(Command.STOP);
    }

    @Test
    void send_whileTheLoopWaits_wakesItAndIsHandedOut() throws Exception {
        FutureTask<Void> errand = new FutureTask<>(() -> null);
        LoopControl paused = new LoopControl(Command.PAUSE, () -> 0);
        FutureTask<Command> waiting = onThread(paused::awaitEndOfPause);

        paused.send(errand);

        assertThat(waiting.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(Command.PAUSE);
        assertThat(paused.nextErrand()).isSameAs(errand);
        assertThat(paused.nextErrand()).isNull();

        LoopControl running = new LoopControl(Command.RUN, () -> 0);
        waiting = onThread(() -> running.awaitUntil(FAR_AHEAD));

        running.send(errand);

        assertThat(waiting.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(Command.RUN);
    }

    @Test
    void send_tooManyOrAfterTheEnd_isCancelled() {
        LoopControl control = new LoopControl(Command.RUN, () -> 0);
        List<FutureTask<Void>> errands = Stream.generate(() -> new FutureTask<Void>(() -> null)).limit(17).toList();

        errands.forEach(control::send);
        assertThat(errands).filteredOn(FutureTask::isCancelled).containsExactly(errands.get(16));

        control.end();
        assertThat(errands).allMatch(FutureTask::isCancelled);
        assertThat(control.nextErrand()).isNull();
    }

    @Test
    void await_interrupted_ends() {
        LoopControl paused = new LoopControl(Command.PAUSE, () -> 0);
        LoopControl running = new LoopControl(Command.RUN, () -> 0);

        Thread.currentThread().interrupt();
        assertThatThrownBy(paused::awaitEndOfPause).isInstanceOf(InterruptedException.class);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> running.awaitUntil(FAR_AHEAD)).isInstanceOf(InterruptedException.class);
    }

    private static FutureTask<Command> onThread(Callable<Command> wait) {
        FutureTask<Command> task = new FutureTask<>(wait);
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
        return task;
    }
}
