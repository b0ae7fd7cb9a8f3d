package dev.headway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SIGKILL at any moment: nothing that was delivered is lost, and all is done in the end. */
@Tag("faults")
class JournalKillsTest {
  private static final int KILLS = Integer.getInteger("journal.kills", 20);

  @TempDir Path folder;

  private Process start(String backend) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            JournaledProgram.class.getName(),
            backend,
            folder.resolve("job.hwj").toString(),
            calls().toString(),
            "durable")
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private Path calls() {
    return folder.resolve("calls");
  }

  private List<Integer> called() throws IOException {
    return Files.readAllLines(calls()).stream().map(Integer::valueOf).toList();
  }

  /** Reads lines until there are so many new ones; all of them if it ends before. */
  private static List<String> read(Process program, int wanted) throws IOException {
    List<String> lines = new ArrayList<>();
    int fresh = 0;
    BufferedReader out =
        new BufferedReader(new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8));
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

  @ParameterizedTest
  @ValueSource(strings = {"threads", "processes"})
  @Timeout(500)
  void shouldLoseNothingThatWasDelivered(String backend) throws Exception {
    Files.createFile(calls());
    Random random = new Random(11);
    Set<Integer> delivered = new HashSet<>();
    for (int kill = 0; kill < KILLS; kill++) {
      int before = called().size();
      Process program = start(backend);
      List<String> lines = read(program, random.nextInt(2 * JournaledProgram.INPUTS / KILLS));
      program.destroyForcibly().waitFor();

      List<Integer> calledNow = called().subList(before, called().size());
      assertThat(calledNow).as("what was delivered runs again").noneMatch(delivered::contains);
      delivered.addAll(inputs(lines));
    }
    Process last = start(backend);
    List<String> lines = read(last, Integer.MAX_VALUE);
    assertThat(last.waitFor()).isZero();
    assertThat(lines.stream().map(line -> line.replaceFirst("^\\w+ ", "")))
        .containsExactlyElementsOf(
            IntStream.range(0, JournaledProgram.INPUTS).mapToObj(x -> x + " value " + x).toList());

    int all = called().size();
    Process replay = start(backend);
    assertThat(read(replay, Integer.MAX_VALUE))
        .hasSize(JournaledProgram.INPUTS)
        .allMatch(line -> line.startsWith("replayed "));
    assertThat(called()).hasSize(all);
  }
}
