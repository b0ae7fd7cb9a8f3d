package dev.headway.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
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

  /** Of a megabyte, for each of eight jobs. */
  private static final int BLOCKS = 50;

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
    return under(more, List.of(), words);
  }

  private ChildProcess under(List<String> starter, String... words) throws IOException {
    return under(Map.of("HEADWAY_PROGRESS", "plain"), starter, words);
  }

  private ChildProcess under(Map<String, String> more, List<String> starter, String... words)
      throws IOException {
    List<String> all = new ArrayList<>(List.of("run"));
    all.addAll(List.of(words));
    Map<String, String> environment = new HashMap<>();
    environment.put("HEADWAY_PROGRESS", "off");
    environment.put("TMPDIR", temporary.toString());
    environment.putAll(more);
    return ChildProcess.headwayUnder(starter, environment, all.toArray(String[]::new));
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
  void shouldEndIfAnInputHasNoRoomInMemory() throws Exception {
    String[] words = {"-a", "/dev/zero", "echo"};
    try (ChildProcess run = run(Map.of("JAVA_TOOL_OPTIONS", "-Xmx64m"), words)) {
      assertThat(run.awaitStatus()).isEqualTo(255);
      assertThat(run.err())
          .contains("The inputs cannot be read: there is not enough memory for one of them.");
    }
  }

  @Test
  void shouldEndIfTheExpressionForColumnsNeedsTooMuch() throws Exception {
    byte[] input = ("a\n" + "ab".repeat(500_000) + "\n").getBytes(UTF_8);
    try (ChildProcess run = run("--colsep", "(a|b)*c", "echo").feed(input)) {
      assertThat(run.awaitStatus()).isEqualTo(255);
      assertThat(run.out()).isEqualTo("a\n");
      assertThat(run.err()).contains("the expression of --colsep repeats too much in one of them.");
    }
  }

  @Test
  void shouldKeepEachByteOfLargeOutputInASmallHeap() throws Exception {
    byte[] block = new byte[1_000_000];
    new java.util.Random(7).nextBytes(block);
    Path file = Files.write(folder.resolve("block"), block);
    List<String> words = new ArrayList<>(List.of("-j4", "--sh", "shift; cat \"$@\"", "{}"));
    words.addAll(Collections.nCopies(BLOCKS, file.toString()));
    words.addAll(List.of(":::", "1", "2", "3", "4", "5", "6", "7", "8"));
    try (ChildProcess run =
        run(Map.of("JAVA_TOOL_OPTIONS", "-Xmx64m"), words.toArray(String[]::new))) {
      InputStream out = run.outStream();
      for (int i = 0; i < 8 * BLOCKS; i++) {
        assertThat(Arrays.equals(out.readNBytes(block.length), block)).as("block " + i).isTrue();
      }
      assertThat(out.read()).isNegative();
      assertThat(run.awaitStatus()).isZero();
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

  @Test
  void shouldFollowTheLinesOfMoreJobsThanItMayOpenFiles() throws Exception {
    List<String> withLimit = List.of("sh", "-c", "ulimit -n 100; exec \"$@\"", "sh");
    Path gate = folder.resolve("gate");
    assertThat(new ProcessBuilder("mkfifo", gate.toString()).start().waitFor()).isZero();
    String script = "echo up; read line < \"$2\"; echo end";
    try (ChildProcess run =
        under(withLimit, "-j60", "--line", "--sh", script, "{}", gate.toString())) {
      for (int i = 0; i < 60; i++) {
        run.feedLine("x"); // A start needs some files for a moment, so that each has its own time.
        assertThat(run.outReader().readLine()).isEqualTo("up");
      }
      run.feed(new byte[0]);
      try (FileOutputStream open = new FileOutputStream(gate.toFile())) {
        open.write("\n".repeat(60).getBytes(UTF_8)); // A byte for each job.
        assertThat(run.outReader().lines()).hasSize(60).containsOnly("end");
      }
      assertThat(run.awaitStatus()).isZero();
    }
  }

  /**
   * As after a program that shares the pipe, and lets nobody wait there. Where the C library has
   * translations, it tells of that in Polish.
   */
  @Test
  void shouldWaitForAPipeThatDoesNotWaitByItself() throws Exception {
    assumeThat(new ProcessBuilder("python3", "--version").start().waitFor()).isZero();
    List<String> starter =
        List.of("sh", "-c", "python3 -c 'import os; os.set_blocking(1, False)' && \"$@\"", "sh");
    Map<String, String> polish =
        Map.of("HEADWAY_PROGRESS", "plain", "LC_ALL", "C.UTF-8", "LANGUAGE", "pl");
    try (ChildProcess run =
        under(polish, starter, "-k", "head", "-c", "{}", "/dev/zero", ":::", "1", "9M")) {
      assertThat(run.outBytes()).hasSize(1 + (9 << 20));
      assertThat(run.awaitStatus()).isZero();
    }
  }

  @Test
  void shouldNeverEndWellIfTheDiskOfTheFolderIsFull() throws Exception {
    List<String> onSmallDisk =
        List.of(
            "unshare",
            "-rm",
            "sh",
            "-c",
            "mount -t tmpfs -o size=1m none \"$0\" && exec \"$@\"",
            temporary.toString());
    assumeThat(new ProcessBuilder("unshare", "-rm", "true").start().waitFor()).isZero();
    // The job itself does not say that it could not write.
    String script = "head -c 3000000 /dev/zero; true";
    try (ChildProcess run = under(onSmallDisk, "--sh", script, ":::", "a")) {
      run.outBytes();
      assertThat(run.awaitStatus()).isOne();
      assertThat(run.err()).contains("its output may be cut off, since the disk of");
    }
  }

  @Test
  void shouldNeverEndWellIfAFileMayNotGrow() throws Exception {
    List<String> withLimit = List.of("sh", "-c", "ulimit -f 8; exec \"$@\"", "sh");
    Path log = folder.resolve("log");
    try (ChildProcess run =
        under(withLimit, "--joblog", log.toString(), "head", "-c", "100000", ":::", "/dev/zero")) {
      assertThat(run.awaitStatus()).as("the job could not write").isOne();
    }
    List<String> words = new ArrayList<>(List.of("--joblog", log.toString(), "true", ":::"));
    words.addAll(Collections.nCopies(8, "x".repeat(1000)));
    try (ChildProcess run = under(withLimit, words.toArray(String[]::new))) {
      assertThat(run.awaitStatus()).as("the joblog was full in mid-run").isEqualTo(255);
      assertThat(run.err()).contains("The joblog " + log + " cannot be written: file too large");
    }
  }

  @Test
  void shouldRunAllWhateverStatusEachHasAndCountThem() throws Exception {
    Path log = folder.resolve("log");
    List<String> words =
        new ArrayList<>(List.of("-k", "--joblog", log.toString(), "sh", "-c", "{}", ":::"));
    words.addAll(List.of("exit 1", "exit 2", "exit 255", "kill -9 $$", "exit 137"));
    words.addAll(Collections.nCopies(7, "echo well"));
    try (ChildProcess run = run(words.toArray(String[]::new))) {
      assertThat(run.out()).isEqualTo("well\n".repeat(7));
      assertThat(run.awaitStatus()).isEqualTo(5);
    }
    // Without a call of the system, Java cannot tell a signal from the status 137.
    String last = ChildProcess.hasJobGroups() ? "137\t0" : "0\t9";
    assertThat(Files.readAllLines(log))
        .extracting(row -> row.split("\t", 9))
        .filteredOn(row -> row[0].matches("[1-5]"))
        .extracting(row -> row[0] + "\t" + row[6] + "\t" + row[7])
        .containsExactlyInAnyOrder("1\t1\t0", "2\t2\t0", "3\t255\t0", "4\t0\t9", "5\t" + last);
  }

  @Test
  void shouldCostAProgramThatIsNotThereOrNoProgramItsOwnJobAlone() throws Exception {
    Path text = Files.writeString(folder.resolve("text"), "no program");
    Path script = Files.writeString(folder.resolve("script"), "echo \"$0\" ran");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    Path log = folder.resolve("log");
    try (ChildProcess run =
        run(
            "-k",
            "--joblog",
            log.toString(),
            "{}",
            ":::",
            "no-such-program",
            text.toString(),
            script.toString())) {
      assertThat(run.out())
          .as("without a first line for an interpreter")
          .isEqualTo(script + " ran\n");
      assertThat(run.awaitStatus()).isEqualTo(2);
    }
    assertThat(Files.readAllLines(log))
        .extracting(row -> row.split("\t", 9)[6])
        .containsExactlyInAnyOrder("Exitval", "127", "126", "0");
  }

  @Test
  void shouldStartAtOnceThoughInputHasNoEnd() throws Exception {
    List<String> endless = List.of("bash", "-c", "yes | \"$@\"; exit ${PIPESTATUS[1]}", "bash");
    try (ChildProcess run =
        under(
            Map.of("HEADWAY_PROGRESS", "plain", "JAVA_TOOL_OPTIONS", "-Xmx32m"),
            endless,
            "--stop",
            "soon,done=20",
            "echo",
            "{#}")) {
      assertThat(run.outReader().lines()).contains("1", "20").hasSizeGreaterThanOrEqualTo(20);
      assertThat(run.awaitStatus()).isZero();
    }
  }
}
