package dev.headway.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headway.JobException;
import dev.headway.Pool;
import dev.headway.Results;
import dev.headway.internal.system.LiveProcess;
import dev.headway.internal.time.HelperThreads;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandSlotTest {
  @TempDir private Path folder;

  private final List<ProcessHandle> started = new CopyOnWriteArrayList<>();

  /** Starts processes, and remembers them. */
  private final class Remembering implements Launcher {
    private final Launcher launcher = new JavaLauncher();

    @Override
    public JobProcess start(List<String> words, @Nullable Block block, Spool spool, String token)
        throws IOException {
      JobProcess process = launcher.start(words, block, spool, token);
      started.add(process.handle().orElseThrow());
      return process;
    }

    @Override
    public ProcessGroups groups() {
      return launcher.groups();
    }
  }

  /** Fails as when there is no memory. */
  private static final class Failing implements JobListener {
    @Override
    public void started(JobInput input, long number, Spool spool) {
      throw new IllegalStateException("there is no room");
    }

    @Override
    public void killed(FinishedJob job) {}
  }

  private CommandBackend backend(
      SpoolFolder spools, List<String> words, long maxBytes, JobListener listener) {
    Launcher launcher = new Remembering();
    return new CommandBackend(
        1,
        Template.of(words),
        maxBytes,
        spools,
        launcher,
        new RunningJobs(launcher.groups()),
        new Admission(List.of(), false, () -> false, () -> {}),
        new HelperThreads(1, "test-ending-"),
        new JobTable(),
        listener);
  }

  private static Results<JobInput, String> run(Pool pool, String... values) {
    return pool.over(Stream.of(values).map(value -> new JobInput(List.of(value))).toList())
        .map(input -> "");
  }

  @Test
  void shouldLeaveNoJobRunningThatCannotBeFollowed() {
    try (SpoolFolder spools = SpoolFolder.in(folder);
        Pool pool = Pool.on(backend(spools, List.of("sleep"), 0, new Failing())).quiet();
        Results<JobInput, String> results = run(pool, "619")) {
      assertThatThrownBy(results::toList).isInstanceOf(JobException.class);
      assertThat(started).hasSize(1).noneMatch(LiveProcess::runs);
    } finally {
      started.forEach(ProcessHandle::destroyForcibly);
    }
  }

  @Test
  void shouldNotStartACommandThatIsLongerThanItMayBe() {
    JobListener silent = job -> {};
    try (SpoolFolder spools = SpoolFolder.in(folder);
        Pool pool = Pool.on(backend(spools, List.of("true"), 10, silent)).quiet();
        Results<JobInput, String> results = run(pool, "12345", "1234")) {
      assertThat(results.outcomes())
          .extracting(outcome -> String.valueOf(outcome.error()))
          .satisfiesExactly(
              late -> assertThat(late).contains("its words have more bytes than -s allows"),
              well -> assertThat(well).isEqualTo("null"));
      assertThat(started).hasSize(1);
    }
  }
}
