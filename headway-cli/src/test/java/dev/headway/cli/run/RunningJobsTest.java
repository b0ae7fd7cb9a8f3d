package dev.headway.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.internal.system.LiveProcess;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class RunningJobsTest {

  /** A pool that closes gives a job a second; with many, their ends take longer. */
  @Test
  void shouldNotTakeJobsThatAreBeingEndedForLeftovers() throws Exception {
    RunningJobs jobs = new RunningJobs(ProcessGroups.NONE);
    ProcessBuilder builder = new ProcessBuilder("sleep", "600");
    builder.environment().put("HEADWAY_WORKER_TOKEN", jobs.token(1));
    JobProcess process = jobs.start(() -> new JavaLauncher.Started(builder.start()));
    Thread end = new Thread(jobs::endLeftovers);
    end.start();
    while (end.getState() != Thread.State.TIMED_WAITING) {
      Thread.sleep(1);
    }
    assertThat(LiveProcess.runs(process.handle().orElseThrow())).as("it is not killed").isTrue();

    jobs.end(process, 1);
    jobs.ended(process, process.await());
    end.join();
  }

  /** Without groups of their own Ctrl-C ends jobs at once, and this program a little later. */
  @Test
  void shouldNotReportAJobThatCtrlCHasEnded() throws Exception {
    RunningJobs jobs = new RunningJobs(ProcessGroups.NONE, Duration.ofHours(1));
    AtomicBoolean reported = new AtomicBoolean();
    Thread slot =
        new Thread(
            () -> {
              try {
                JobProcess process =
                    jobs.start(
                        () ->
                            new JavaLauncher.Started(
                                new ProcessBuilder("sh", "-c", "kill -INT $$").start()));
                jobs.ended(process, process.await());
                reported.set(true);
              } catch (Exception e) {
                // As the program ends: interrupted below.
              }
            });
    slot.start();
    while (slot.isAlive() && slot.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    jobs.endAll();
    while (slot.isAlive() && slot.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    slot.interrupt();
    slot.join();

    assertThat(reported).isFalse();
  }
}
