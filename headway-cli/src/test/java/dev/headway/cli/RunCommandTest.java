package dev.headway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the options of headway run do, with real processes. */
class RunCommandTest {
  @TempDir private Path folder;

  private static ChildProcess run(String... words) throws Exception {
    return run(Map.of(), words);
  }

  private static ChildProcess run(Map<String, String> environment, String... words)
      throws Exception {
    List<String> all = new ArrayList<>(List.of("run"));
    all.addAll(List.of(words));
    Map<String, String> quiet = new java.util.HashMap<>(Map.of("HEADWAY_PROGRESS", "off"));
    quiet.putAll(environment);
    return ChildProcess.headwayIn(quiet, all.toArray(String[]::new));
  }

  @Test
  void shouldShowOutputInOneForEachJobAndInOrder() throws Exception {
    String script = "sleep $2; echo $1; echo more; echo wrong >&2";
    try (ChildProcess run =
        run("-k", "-j4", "--tag", "--sh", script, "{}", "0.{#}", ":::", "c", "b", "a")) {
      assertThat(run.out()).isEqualTo("c\tc\nc\tmore\nb\tb\nb\tmore\na\ta\na\tmore\n");
      assertThat(run.err()).isEqualTo("c\twrong\nb\twrong\na\twrong");
      assertThat(run.awaitStatus()).isZero();
    }
  }

  @Test
  void shouldShowOutputAsJobsEndWithoutAnOrder() throws Exception {
    Path gate = folder.resolve("gate");
    String script = "if [ $1 = first ]; then until [ -e \"$2\" ]; do sleep 0.02; done; fi; echo $1";
    try (ChildProcess run =
        run("-j2", "--sh", script, "{}", gate.toString(), ":::", "first", "second")) {
      assertThat(run.outReader().readLine()).isEqualTo("second");
      Files.createFile(gate);
      assertThat(run.outReader().readLine()).isEqualTo("first");
      assertThat(run.awaitStatus()).isZero();
    }
  }

  @Test
  void shouldTellByItsStatusHowManyFailedAndByTheJoblogHow() throws Exception {
    Path log = folder.resolve("log");
    String script = "printf out; eval \"$1\"";
    try (ChildProcess run =
        run(
            Map.of("HEADWAY_PROGRESS", "plain"),
            "-j1",
            "--timeout",
            "5",
            "--joblog",
            log.toString(),
            "--sh",
            script,
            ":::",
            "exit 0",
            "exit 3",
            "kill -9 $$",
            "sleep 60")) {
      assertThat(run.out()).isEqualTo("outoutoutout");
      assertThat(run.awaitStatus()).isEqualTo(3);
      assertThat(run.err())
          .contains("exited with status 3", "was killed by SIGKILL (9)", "timed out after 5.0 s");
    }
    List<String> rows = Files.readAllLines(log);
    assertThat(rows.get(0)).startsWith("Seq\tHost\tStarttime\tJobRuntime\tSend\tReceive\t");
    assertThat(rows.subList(1, 5))
        .extracting(row -> row.replaceFirst("\\d+\\.\\d{3}\t +\\d+\\.\\d{3}", "T"))
        .extracting(row -> row.substring(0, row.indexOf("sh -c")))
        .containsExactly(
            "1\t:\tT\t0\t3\t0\t0\t",
            "2\t:\tT\t0\t3\t3\t0\t",
            "3\t:\tT\t0\t3\t0\t9\t",
            "4\t:\tT\t0\t3\t-1\t15\t");
  }

  @Test
  @Tag("faults")
  void shouldReadValuesVerbatimFromLinesAndNulls() throws Exception {
    Path file = Files.writeString(folder.resolve("values"), "a b\n$(x)\n\n'");
    try (ChildProcess run = run("-k", "-a", file.toString(), "printf", "[%s]")) {
      assertThat(run.out()).isEqualTo("[a b][$(x)][][']");
    }
    try (ChildProcess run = run("-k", "-0", "printf", "[%s]").feed("a\nb\0-n\0".getBytes(UTF_8))) {
      assertThat(run.out()).isEqualTo("[a\nb][-n]");
    }
  }

  @Test
  void shouldRunWhatHasComeWhileInputGoesOn() throws Exception {
    try (ChildProcess run = run("-j1", "echo", "got")) {
      for (String value : List.of("first", "second")) {
        run.feedLine(value);
        assertThat(run.outReader().readLine()).isEqualTo("got " + value);
      }
      run.feed(new byte[0]);
      assertThat(run.awaitStatus()).isZero();
    }
  }

  @Test
  void shouldShowLinesWhileJobsRunAndNeverAPartOfOne() throws Exception {
    Path gate = folder.resolve("gate");
    String script = "printf 'a\\nb'; until [ -e \"$2\" ]; do sleep 0.02; done; printf 'c\\nend'";
    try (ChildProcess run =
        run("--line", "--tag", "--sh", script, "{}", gate.toString(), ":::", "x")) {
      assertThat(run.outReader().readLine()).isEqualTo("x\ta");
      Files.createFile(gate);
      assertThat(run.outReader().lines()).containsExactly("x\tbc", "x\tend");
      assertThat(run.awaitStatus()).isZero();
    }
  }

  @Test
  @Tag("faults")
  void shouldTryAgainAndCountTheLastAttemptAlone() throws Exception {
    Path log = folder.resolve("log");
    Path tries = folder.resolve("tries");
    String script = "echo x >> \"$2\"; cat \"$2\"; [ $(wc -l < \"$2\") -ge 3 ]";
    try (ChildProcess run =
        run(
            "--retry",
            "2",
            "--joblog",
            log.toString(),
            "--sh",
            script,
            "{}",
            tries.toString(),
            ":::",
            "a")) {
      assertThat(run.out()).isEqualTo("x\nx\nx\n");
      assertThat(run.awaitStatus()).isZero();
    }
    assertThat(Files.readAllLines(log)).hasSize(2);
    try (ChildProcess run = run("--retries", "2", "--sh", "echo x; exit 1", ":::", "a")) {
      assertThat(run.out()).isEqualTo("x\n");
      assertThat(run.awaitStatus()).isOne();
    }
  }

  @Test
  void shouldStartNoMoreAfterAFailure() throws Exception {
    try (ChildProcess run =
        run("-j1", "--stop", "first", "--sh", "echo $1; [ $1 != b ]", ":::", "a", "b", "c", "d")) {
      assertThat(run.out()).isEqualTo("a\nb\n");
      assertThat(run.awaitStatus()).isOne();
    }
  }

  @Test
  void shouldEndRunningJobsAtOnceIfAskedTo() throws Exception {
    Path log = folder.resolve("log");
    Path begun = folder.resolve("begun");
    String script =
        "echo $1; [ $1 = b ] || { : > \"$2\"; exec sleep 600; };"
            + " until [ -e \"$2\" ]; do sleep 0.02; done; exit 1";
    try (ChildProcess run =
        run(
            "-j2",
            "--halt",
            "2",
            "--joblog",
            log.toString(),
            "--sh",
            script,
            "{}",
            begun.toString(),
            ":::",
            "a",
            "b",
            "c")) {
      assertThat(run.awaitStatus()).as("the failed one, and the one that was ended").isEqualTo(2);
      assertThat(run.out()).doesNotContain("c");
    }
    assertThat(Files.readAllLines(log)).filteredOn(row -> row.contains("\t-1\t15\t")).hasSize(1);
  }

  @Test
  void shouldShowCommandsAsAShellReadsThemAndRunNone() throws Exception {
    try (ChildProcess run = run("--dry-run", "mv", "{}", "{.}.{#}", ":::", "a b.c", "it's")) {
      assertThat(run.out()).isEqualTo("mv 'a b.c' 'a b.1'\nmv 'it'\\''s' 'it'\\''s.2'\n");
      assertThat(run.awaitStatus()).isZero();
    }
  }

  @Test
  @Tag("faults")
  void shouldNotDoAgainWhatTheJournalHas() throws Exception {
    Path journal = folder.resolve("journal");
    String script = "echo $1; [ $1 != b ] || [ -e \"$2\" ]";
    Path mended = folder.resolve("mended");
    List<String> first = List.of("-k", "--journal", journal.toString(), "--sh", script, "{}");
    List<String> words = new ArrayList<>(first);
    words.addAll(List.of(mended.toString(), ":::", "a", "b", "c"));
    try (ChildProcess run = run(words.toArray(String[]::new))) {
      assertThat(run.out()).isEqualTo("a\nb\nc\n");
      assertThat(run.awaitStatus()).isOne();
    }
    Files.createFile(mended);
    words.addAll(words.size() - 3, List.of("new"));
    try (ChildProcess run = run(words.toArray(String[]::new))) {
      assertThat(run.out()).isEqualTo("new\nb\n");
      assertThat(run.awaitStatus()).isZero();
    }
  }

  /** In order, the first job holds up the second, whose output is shown as the run ends. */
  @Test
  @Tag("faults")
  void shouldNotShowAgainWhatWasShownOutOfTurn() throws Exception {
    Path log = folder.resolve("log");
    Path mended = folder.resolve("mended");
    Path up = folder.resolve("up");
    String first = "echo 1; : > \"$4\"; [ -e \"$3\" ] || exec sleep 617";
    String third =
        "echo 3; until [ -e \"$3\" ]; do { [ -e \"$4\" ] && grep -q ^2 \"$2\"; } && exit 1;"
            + " sleep 0.02; done";
    String script = "case $1 in 1) " + first + ";; 2) echo 2;; 3) " + third + ";; esac";
    List<String> words = new ArrayList<>(List.of("-k", "-j3", "--stop", "now,first"));
    words.addAll(List.of("--journal", folder.resolve("journal").toString()));
    words.addAll(List.of("--joblog", log.toString(), "--sh", script, "{}"));
    words.addAll(List.of(log.toString(), mended.toString(), up.toString(), ":::", "1", "2", "3"));
    try (ChildProcess run = run(words.toArray(String[]::new))) {
      assertThat(run.out()).isEqualTo("1\n2\n3\n");
      assertThat(run.awaitStatus()).as("the failed one, and the one that was ended").isEqualTo(2);
    }
    Files.createFile(mended);
    try (ChildProcess run = run(words.toArray(String[]::new))) {
      assertThat(run.out()).isEqualTo("1\n3\n");
      assertThat(run.awaitStatus()).isZero();
    }
  }

  @Test
  void shouldEndQuietlyWhenItsReaderHasReadEnough() throws Exception {
    String[] words = IntStream.range(0, 8).mapToObj(Integer::toString).toArray(String[]::new);
    // Not faster: what a job prints until the end of the reader is noticed is kept on the disk.
    String script = "while echo $1; do sleep 0.01; done";
    List<String> all = new ArrayList<>(List.of("--line", "-j2", "--sh", script, ":::"));
    all.addAll(List.of(words));
    try (ChildProcess run = run(all.toArray(String[]::new))) {
      assertThat(run.outReader().readLine()).matches("\\d");
      run.outReader().close();

      assertThat(run.awaitStatus()).isEqualTo(141);
      assertThat(run.err()).isEmpty();
    }
  }
}
