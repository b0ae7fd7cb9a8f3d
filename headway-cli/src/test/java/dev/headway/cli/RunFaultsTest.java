package dev.headway.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong around headway run, and what it must not cost. */
@Tag("faults")
class RunFaultsTest {
  /** Names of files that break the quoting of other tools; the last are no UTF-8. */
  private static final List<String> ODD_NAMES =
      List.of(
          "a b",
          " a",
          "a ",
          "a\nb",
          "a\n",
          "\n",
          "a\tb",
          "a'b",
          "a\"b",
          "a\\b",
          "a\\",
          "$HOME",
          "`id`",
          "$(id)",
          "a;b",
          "a|b",
          "a&b",
          "*",
          "?",
          "~",
          "-n",
          "--",
          "{}",
          "a%b@c!",
          "né 👍",
          "e\u00ff\u0001");

  @TempDir private Path folder;

  private Path temporary;

  @BeforeEach
  void makeATemporaryFolder() throws IOException {
    temporary = Files.createDirectory(folder.resolve("tmp"));
  }

  private ChildProcess run(String... words) throws IOException {
    return run(Map.of(), words);
  }

  private ChildProcess run(Map<String, String> more, String... words) throws IOException {
    List<String> all = new ArrayList<>(List.of("run"));
    all.addAll(List.of(words));
    Map<String, String> environment = new HashMap<>();
    environment.put("HEADWAY_PROGRESS", "off");
    environment.put("TMPDIR", temporary.toString());
    environment.putAll(more);
    return ChildProcess.headwayIn(environment, all.toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(strings = {"C.UTF-8", "C"})
  void shouldGiveOddNamesToCommandsAsTheyAre(String locale) throws Exception {
    ByteArrayOutputStream input = new ByteArrayOutputStream();
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    for (String name : ODD_NAMES) {
      byte[] bytes = name.getBytes(name.contains("\u00ff") ? ISO_8859_1 : UTF_8);
      input.writeBytes(bytes);
      input.write(0);
      expected.write('[');
      expected.writeBytes(bytes);
      expected.write(']');
    }
    try (ChildProcess run =
        run(Map.of("LC_ALL", locale), "-0", "-k", "printf", "[%s]").feed(input.toByteArray())) {
      assertThat(run.outBytes()).isEqualTo(expected.toByteArray());
      assertThat(run.awaitStatus()).isZero();
    }
  }

  @Test
  void shouldGiveOddWordsOfItsOwnCommandLineToCommandsAsTheyAre() throws Exception {
    List<String> words = new ArrayList<>(List.of("-k", "printf", "[%s]", ":::"));
    List<String> names = ODD_NAMES.subList(0, ODD_NAMES.size() - 1);
    words.addAll(names);
    words.add("@file");
    for (String locale : List.of("C.UTF-8", "C")) {
      try (ChildProcess run = run(Map.of("LC_ALL", locale), words.toArray(String[]::new))) {
        assertThat(new String(run.outBytes(), UTF_8))
            .isEqualTo("[" + String.join("][", names) + "][@file]");
      }
    }
  }

  @Test
  void shouldFailForAValueThatIsTooLongAlone() throws Exception {
    String input = "a\n" + "x".repeat(200_000) + "\nb\n";
    try (ChildProcess run =
        run(Map.of("HEADWAY_PROGRESS", "plain"), "-k", "echo").feed(input.getBytes(UTF_8))) {
      assertThat(run.out()).isEqualTo("a\nb\n");
      assertThat(run.awaitStatus()).isOne();
      assertThat(run.err()).contains("its words are too long for this system");
    }
  }

  @Test
  void shouldKeepEachByteOfLargeOutputInASmallHeap() throws Exception {
    String pattern = "i=0; while [ $i -lt 50 ]; do head -c 100000 \"$1\"; i=$((i+1)); done";
    byte[] block = new byte[100_000];
    new java.util.Random(7).nextBytes(block);
    Path file = Files.write(folder.resolve("block"), block);
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (int i = 0; i < 8 * 50; i++) {
      digest.update(block);
    }
    try (ChildProcess run =
        run(
            Map.of("JAVA_TOOL_OPTIONS", "-Xmx64m"),
            "-j4",
            "--sh",
            pattern,
            file.toString(),
            "{}",
            ":::",
            "1",
            "2",
            "3",
            "4",
            "5",
            "6",
            "7",
            "8")) {
      byte[] out = run.outBytes();
      assertThat(run.awaitStatus()).isZero();
      assertThat(out).hasSize(8 * 5_000_000);
      assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(out)))
          .isEqualTo(HexFormat.of().formatHex(digest.digest()));
    }
  }

  @Test
  void shouldNeverEndWellIfOutputOrJoblogCannotBeWritten() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process full =
        new ProcessBuilder(
                java,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "run",
                "echo",
                ":::",
                "a",
                "b")
            .redirectOutput(Path.of("/dev/full").toFile())
            .start();
    String said = new String(full.getErrorStream().readAllBytes(), UTF_8);

    assertThat(full.waitFor()).isEqualTo(255);
    assertThat(said).contains("Standard output cannot be written: no space left on device.");
    try (ChildProcess run = run("--joblog", "+/dev/full", "echo", ":::", "a")) {
      assertThat(run.awaitStatus()).isEqualTo(255);
      assertThat(run.err()).contains("The joblog /dev/full cannot be written: no space left");
    }
  }

  @ParameterizedTest
  @CsvSource({"INT,130", "TERM,143", "HUP,129", "KILL,137"})
  void shouldLeaveNothingBehindWhenItIsEndedBySignal(String signal, int status) throws Exception {
    String script = "sleep 611 & setsid sleep 612 & nohup sleep 613 & echo up; wait";
    try (ChildProcess run = run("--line", "-j2", "--sh", script, ":::", "a", "b")) {
      assertThat(run.outReader().readLine()).isEqualTo("up");
      assertThat(run.outReader().readLine()).isEqualTo("up");
      List<ProcessHandle> jobs = run.awaitDescendants(8);

      run.signal(signal);

      assertThat(run.awaitStatus()).isEqualTo(status);
      ChildProcess.awaitEnd(jobs);
      ChildProcess.awaitEmpty(temporary);
      assertThat(run.err()).doesNotContain("xception", "\tat ");
    }
  }

  @Test
  void shouldEndAllOfAJobThatIsOverItsTimeThoughItIgnoresSigterm() throws Exception {
    String script = "trap '' TERM; setsid sh -c 'trap \"\" TERM; echo $$; sleep 614' & sleep 614";
    long pid;
    try (ChildProcess run = run("--timeout", "1", "--sh", script, ":::", "a")) {
      pid = Long.parseLong(run.out().strip());
      assertThat(run.awaitStatus()).isOne();
    }
    ProcessHandle.of(pid).ifPresent(left -> ChildProcess.awaitEnd(List.of(left)));
  }

  @Test
  void shouldEndWhatACommandLeavesRunningAndSaySo() throws Exception {
    String script = "sleep 615 & echo $!";
    try (ChildProcess run = run("--sh", script, ":::", "a")) {
      long pid = Long.parseLong(run.out().strip());
      assertThat(run.awaitStatus()).isZero();
      assertThat(run.err()).contains("left a process running, ended now: pid " + pid);
      ProcessHandle.of(pid).ifPresent(left -> ChildProcess.awaitEnd(List.of(left)));
    }
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void shouldLeaveNothingBehindAfterASecondInterrupt() throws Exception {
    String script = "trap 'sleep 616' TERM INT; echo up; while :; do sleep 616; done";
    try (ChildProcess run = run("--line", "--sh", script, ":::", "a")) {
      assertThat(run.outReader().readLine()).isEqualTo("up");
      List<ProcessHandle> jobs = run.awaitDescendants(2);
      run.signal("INT");
      run.signal("INT");
      assertThat(run.awaitStatus()).isEqualTo(130);
      ChildProcess.awaitEnd(jobs);
    }
  }
}
