package dev.headway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SIGKILL at any moment: nothing that was delivered is lost, and all is done in the end. */
@Tag("faults")
class JournalKillsTest {
  /** In all, with those of other tests: half of them here on threads, three tenths on processes. */
  private static final int KILLS = Integer.getInteger("journal.kills", 60);

  private static final int WORKERS = 2;

  /** More than are done between two kills, so that there is work left at the last one. */
  private static final int INPUTS_PER_KILL = 30;

  /** A kill comes after so many new outcomes at most. */
  private static final int MOST_WANTED = 8;

  /** In flight, or ended in the last milliseconds and not written yet: in the mean of all kills. */
  private static final int LOST_BY_A_KILL = 20;

  private static final int TASK_NANOS = 3_000_000;

  @TempDir Path folder;

  private Process start(String backend, String kept, int inputs) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            JournaledProgram.class.getName(),
            backend,
            folder.resolve("job.hwj").toString(),
            calls().toString(),
            kept,
            String.valueOf(inputs))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private Path calls() {
    return folder.resolve("calls");
  }

  /** Read once: workers whose program was killed may still write. */
  private List<Integer> calledSince(List<Integer> before) throws IOException {
    List<Integer> all = called();
    return all.subList(before.size(), all.size());
  }

  private List<Integer> called() throws IOException {
    return Files.readAllLines(calls()).stream().map(Integer::valueOf).toList();
  }

  /** Reads lines until there are so many new ones; all of them if it ends before. */
  private static List<String> read(BufferedReader out, int wanted) throws IOException {
    List<String> lines = new ArrayList<>();
    int fresh = 0;
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      lines.add(line);
      fresh += line.startsWith("new ") ? 1 : 0;
      if (fresh >= wanted) {
        break;
      }
    }
    return lines;
  }

  private static Set<Integer> inputs(List<String> lines) {
    Set<Integer> inputs = new HashSet<>();
    lines.forEach(line -> inputs.add(Integer.valueOf(line.split(" ")[1])));
    return inputs;
  }

  /** It is not killed: it writes what its tasks record until it is gone. */
  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void shouldLoseNothingButWhatIsInFlightWhenAskedToEnd() throws Exception {
    Files.createFile(calls());
    int inputs = JournaledProgram.INPUTS;
    Process program = start("threads", "usual", inputs);
    BufferedReader out = program.inputReader(StandardCharsets.UTF_8);
    Set<Integer> delivered = inputs(read(out, inputs / 3));
    program.toHandle().destroy();
    delivered.addAll(inputs(read(out, Integer.MAX_VALUE)));
    program.waitFor();

    List<Integer> called = called();
    Process next = start("threads", "usual", inputs);
    List<String> lines = read(next.inputReader(StandardCharsets.UTF_8), Integer.MAX_VALUE);
    List<Integer> calledNow = calledSince(called);
    assertThat(calledNow).noneMatch(delivered::contains);
    assertThat(calledNow.stream().filter(called::contains).toList())
        .as("what was in flight")
        .hasSizeLessThanOrEqualTo(WORKERS);
    assertThat(lines).hasSize(inputs);
  }

  @ParameterizedTest
  @CsvSource({"threads, 5", "processes, 3"})
  @Timeout(value = 1, unit = TimeUnit.HOURS)
  void shouldLoseNothingThatWasDelivered(String backend, int tenths) throws Exception {
    Files.createFile(calls());
    Random random = new Random(11);
    Set<Integer> delivered = new HashSet<>();
    int kills = KILLS * tenths / 10;
    int inputs = INPUTS_PER_KILL * kills;
    int atWork = 0;
    int again = 0;
    for (int kill = 0; kill < kills; kill++) {
      List<Integer> before = called();
      Process program = start(backend, "durable", inputs);
      List<String> lines =
          read(program.inputReader(StandardCharsets.UTF_8), random.nextInt(MOST_WANTED));
      LockSupport.parkNanos(random.nextInt(TASK_NANOS)); // At any moment of a task.
      atWork += program.destroyForcibly().waitFor() == 0 ? 0 : 1;

      List<Integer> calledNow = calledSince(before);
      assertThat(calledNow).as("what was delivered runs again").noneMatch(delivered::contains);
      delivered.addAll(inputs(lines));
      again += (int) calledNow.stream().filter(new HashSet<>(before)::contains).count();
    }
    assertThat(atWork).as("kills before the end of the job").isGreaterThan(kills / 2);
    assertThat(again).as("runs that were lost").isLessThan(LOST_BY_A_KILL * kills);
    Process last = start(backend, "durable", inputs);
    List<String> lines = read(last.inputReader(StandardCharsets.UTF_8), Integer.MAX_VALUE);
    assertThat(last.waitFor()).isZero();
    assertThat(lines.stream().map(line -> line.replaceFirst("^\\w+ ", "")))
        .containsExactlyElementsOf(
            IntStream.range(0, inputs).mapToObj(x -> x + " value " + x).toList());

    int all = called().size();
    Process replay = start(backend, "durable", inputs);
    assertThat(read(replay.inputReader(StandardCharsets.UTF_8), Integer.MAX_VALUE))
        .hasSize(inputs)
        .allMatch(line -> line.startsWith("replayed "));
    assertThat(replay.waitFor()).isZero();
    assertThat(called()).hasSize(all);
  }
}
