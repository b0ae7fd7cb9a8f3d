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

  @TempDir Path folder;

  private Process start(String backend, String kept) throws IOException {
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
            kept)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private Path calls() {
    return folder.resolve("calls");
  }

  /** Read once: workers whose program was killed may still write. */
  private List<Integer> calledSince(int before) throws IOException {
    List<Integer> all = called();
    return all.subList(before, all.size());
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
    Process program = start("threads", "usual");
    BufferedReader out = program.inputReader(StandardCharsets.UTF_8);
    Set<Integer> delivered = inputs(read(out, JournaledProgram.INPUTS / 3));
    program.toHandle().destroy();
    delivered.addAll(inputs(read(out, Integer.MAX_VALUE)));
    program.waitFor();

    List<Integer> called = called();
    Process next = start("threads", "usual");
    List<String> lines = read(next.inputReader(StandardCharsets.UTF_8), Integer.MAX_VALUE);
    List<Integer> calledNow = calledSince(called.size());
    assertThat(calledNow).noneMatch(delivered::contains);
    assertThat(calledNow.stream().filter(called::contains).toList())
        .as("what was in flight")
        .hasSizeLessThanOrEqualTo(WORKERS);
    assertThat(lines).hasSize(JournaledProgram.INPUTS);
  }

  @ParameterizedTest
  @CsvSource({"threads, 5", "processes, 3"})
  @Timeout(value = 1, unit = TimeUnit.HOURS)
  void shouldLoseNothingThatWasDelivered(String backend, int tenths) throws Exception {
    Files.createFile(calls());
    Random random = new Random(11);
    Set<Integer> delivered = new HashSet<>();
    int kills = KILLS * tenths / 10;
    for (int kill = 0; kill < kills; kill++) {
      int before = called().size();
      Process program = start(backend, "durable");
      int wanted = random.nextInt(Math.max(2, 2 * JournaledProgram.INPUTS / kills));
      List<String> lines = read(program.inputReader(StandardCharsets.UTF_8), wanted);
      program.destroyForcibly().waitFor();

      List<Integer> calledNow = calledSince(before);
      assertThat(calledNow).as("what was delivered runs again").noneMatch(delivered::contains);
      delivered.addAll(inputs(lines));
    }
    Process last = start(backend, "durable");
    List<String> lines = read(last.inputReader(StandardCharsets.UTF_8), Integer.MAX_VALUE);
    assertThat(last.waitFor()).isZero();
    assertThat(lines.stream().map(line -> line.replaceFirst("^\\w+ ", "")))
        .containsExactlyElementsOf(
            IntStream.range(0, JournaledProgram.INPUTS).mapToObj(x -> x + " value " + x).toList());

    int all = called().size();
    Process replay = start(backend, "durable");
    assertThat(read(replay.inputReader(StandardCharsets.UTF_8), Integer.MAX_VALUE))
        .hasSize(JournaledProgram.INPUTS)
        .allMatch(line -> line.startsWith("replayed "));
    assertThat(replay.waitFor()).isZero();
    assertThat(called()).hasSize(all);
  }
}
