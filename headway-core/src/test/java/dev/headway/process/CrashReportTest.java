package dev.headway.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.internal.process.client.CrashFile;
import dev.headway.work.WorkerCrashedException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CrashReportTest {
  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  /** Writes to a place where there is no memory. */
  static Object crash(String input) throws Exception {
    System.err.println("the last words");
    Class<?> unsafe = Class.forName("sun.misc.Unsafe");
    Field field = unsafe.getDeclaredField("theUnsafe");
    field.setAccessible(true);
    unsafe.getMethod("putAddress", long.class, long.class).invoke(field.get(null), 0L, 0L);
    return input;
  }

  @Test
  void shouldSayAllThatIsKnownOfACrash() throws Exception {
    long pid = bench.pid();
    TestBatch<String, Object> batch = bench.perform(TestBatch.of(CrashReportTest::crash, "x"));

    assertThat(batch.ends()).containsExactly("crashed 0");
    WorkerCrashedException error = (WorkerCrashedException) batch.error(0);
    Path file = Path.of("hs_err_pid" + pid + ".log").toAbsolutePath();
    try {
      assertThat(error.pid()).isEqualTo(pid);
      assertThat(error.exitStatus()).isEqualTo(134);
      assertThat(error.crashFile()).isEqualTo(file).exists();
      assertThat(error.lastLines()).contains("the last words");
      assertThat(error)
          .hasMessageContaining("crashed with SIGABRT (6)")
          .hasMessageContaining("task 10 (input: x). Its JVM has described the crash in " + file);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  @Test
  void shouldKnowTheStatusAndTheLinesOfAnExit() throws Exception {
    long pid = bench.pid();
    TestBatch<String, Object> batch =
        bench.perform(TestBatch.<String, Object>of(Tasks::obey, "kill"));

    WorkerCrashedException error = (WorkerCrashedException) batch.error(0);
    assertThat(error.pid()).isEqualTo(pid);
    assertThat(error.exitStatus()).isEqualTo(137);
    assertThat(error.crashFile()).isNull();
    assertThat(error.lastLines()).isEmpty();
  }

  @Test
  void shouldFindTheFileWhereAnOptionPutsIt() {
    Path directory = Path.of("/some/100%");
    List<String> elsewhere = List.of("-XX:ErrorFile=x", "-XX:ErrorFile=/a/b");
    assertThat(CrashFile.of(elsewhere, directory).pattern()).isEqualTo("/a/b");
    assertThat(CrashFile.of(List.of("-XX:ErrorFile=b%p"), directory).pattern())
        .isEqualTo("/some/100%%/b%p");
    assertThat(CrashFile.of(List.of(), directory).find(1)).isNull();
  }
}
