package dev.headway.internal.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headway.Absent;
import dev.headway.internal.display.LiveDisplay;
import dev.headway.internal.run.Attendance;
import dev.headway.internal.run.InputSource;
import dev.headway.internal.run.JobConfig;
import dev.headway.internal.run.Run;
import dev.headway.work.Threads;
import dev.headway.work.Worker;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExecutorWorkerTest {
  private final List<ExecutorWorker> rested = new ArrayList<>();
  private final List<ExecutorWorker> withdrawn = new ArrayList<>();
  private final Attendance attendance = new Attendance();
  private final Deque<Runnable> submitted = new ArrayDeque<>();

  private final ExecutorWorker worker =
      new ExecutorWorker(
          new ExecutorWorker.Owner() {
            @Override
            public @Nullable Run<?, ?> find(@Nullable Run<?, ?> lastServed) {
              return null;
            }

            @Override
            public void requestWorkerIfNeeded(Run<?, ?> run) {}

            @Override
            public Worker worker(int number) {
              return Threads.of(1).worker(number, (one, output, text, goesOn) -> {});
            }

            @Override
            public void fail(Run<?, ?> run, Throwable fault) {
              throw new AssertionError(fault);
            }

            @Override
            public void rested(ExecutorWorker one) {
              rested.add(one);
            }

            @Override
            public void withdrawn(ExecutorWorker one) {
              withdrawn.add(one);
            }

            @Override
            public Attendance attendance() {
              return attendance;
            }
          },
          0);

  @Test
  void shouldBeTakenForACallerWhileTheExecutorDoesNotComeToIt() {
    assertThat(worker.submit(submitted::add)).isTrue();

    assertThat(worker.takeForCaller(0)).isTrue();
    assertThat(worker.takeForCaller(0)).as("again").isFalse();
  }

  /** It is with those that rest, from which another thread may take it. */
  @Test
  void shouldNotBeTakenForACallerOnceTheExecutorHasRunIt() throws Exception {
    assertThat(worker.submit(submitted::add)).isTrue();
    Thread ofExecutor = new Thread(submitted.remove());
    ofExecutor.start();
    ofExecutor.join();
    assertThat(rested).containsExactly(worker);

    assertThat(worker.takeForCaller(0)).isFalse();
    assertThat(worker.takeRested()).isTrue();
  }

  /** Else its pool would have it twice. */
  @Test
  void shouldBeGivenBackOnceIfACallerHasItWhenTheExecutorRefusesIt() throws Exception {
    Run<Integer, Integer> run =
        new Run<>(
            JobConfig.of(InputSource.of(List.of()), LiveDisplay.of(), List.of()),
            x -> x,
            new Absent(1),
            null);
    run.begin();
    assertThatThrownBy(
            () ->
                worker.submit(
                    action -> {
                      assertThat(worker.takeForCaller(0)).isTrue();
                      throw new RejectedExecutionException("full");
                    }))
        .isInstanceOf(RejectedExecutionException.class);
    assertThat(withdrawn).isEmpty();
    assertThat(rested).isEmpty();

    assertThat(worker.workForCaller(run)).as("there is no work").isFalse();
    assertThat(withdrawn).isEmpty();
    assertThat(rested).containsExactly(worker);
  }

  @Test
  void shouldBeGivenBackIfTheExecutorRefusesIt() {
    assertThatThrownBy(
            () ->
                worker.submit(
                    action -> {
                      throw new RejectedExecutionException("full");
                    }))
        .isInstanceOf(RejectedExecutionException.class);
    assertThat(withdrawn).containsExactly(worker);
    assertThat(attendance.beginAlone()).as("nobody is there").isNotNull();
  }
}
