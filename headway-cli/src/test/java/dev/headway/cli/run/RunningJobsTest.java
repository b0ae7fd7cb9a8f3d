package dev.headway.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

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
    assertThat(process.handle()).as("it is not killed").isPresent();

    jobs.end(process, 1);
    jobs.ended(process);
    end.join();
  }
}
