package dev.headway.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.internal.process.ProcessWorker;
import dev.headway.internal.process.client.WorkerProcess;
import java.io.File;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdleDeathTest {
  @TempDir Path folder;

  @Test
  void shouldBeToldAndMadeGoodBeforeTheNextClaim() throws Exception {
    try (Bench bench = new Bench()) {
      long pid = bench.pid();

      ProcessHandle.of(pid).orElseThrow().destroyForcibly();
      bench.log.await(2);
      TestBatch<Object, Long> batch = bench.perform(TestBatch.of(Tasks.PID, "x"));

      assertThat(batch.value(0)).isNotNull().isNotEqualTo(pid);
      assertThat(bench.log.lines)
          .containsExactly(
              "WARNING Worker 2 (pid "
                  + pid
                  + ") was killed by SIGKILL (9), perhaps by the kernel's out-of-memory killer,"
                  + " while idle.",
              "DEBUG Worker 2 is up again.");
    }
  }

  @Test
  void shouldNotBeToldOfAWorkerThatWasEnded() throws Exception {
    Bench bench = new Bench(Processes.of(1).recycleAfter(1).config());
    bench.pid();
    bench.pid();
    bench.close();

    assertThat(bench.log.lines).isEmpty();
  }

  /** As for a cancelled task whose answer comes at the moment at which its worker is killed. */
  @Test
  void shouldNotBeToldOfAWorkerThatWasKilledHere() throws Exception {
    try (Bench bench = new Bench()) {
      long pid = bench.pid();
      Field process = ProcessWorker.class.getDeclaredField("process");
      process.setAccessible(true);

      ((WorkerProcess) process.get(bench.worker)).kill();

      bench.log.await(1);
      assertThat(bench.pid()).isNotEqualTo(pid);
      assertThat(bench.log.lines).containsExactly("DEBUG Worker 2 is up again.");
    }
  }

  @Test
  void shouldNotBlameATaskThatNeverWas() throws Exception {
    try (Bench bench = new Bench()) {
      bench.perform(
          TestBatch.of(
              (Object x) -> {
                Thread later =
                    new Thread(
                        () -> {
                          while (!new File(x.toString()).exists()) {
                            LockSupport.parkNanos(1_000_000);
                          }
                          Runtime.getRuntime().halt(5);
                        });
                later.setDaemon(true);
                later.start();
                return x;
              },
              folder.resolve("go").toString()));

      Files.createFile(folder.resolve("go"));
      bench.log.await(1);

      assertThat(bench.log.lines.get(0))
          .contains(
              ") exited with status 5 (code that ran in it called Runtime.halt, or the JVM ended"
                  + " itself) while idle.");
    }
  }
}
