package dev.headway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What jobs get, with real processes. */
@Tag("faults")
class RunInputsTest {
  @TempDir private Path folder;

  private static ChildProcess run(String... words) throws Exception {
    List<String> all = new ArrayList<>(List.of("run"));
    all.addAll(List.of(words));
    return ChildProcess.headwayIn(Map.of("HEADWAY_PROGRESS", "off"), all.toArray(String[]::new));
  }

  private static void assertOut(String expected, String... words) throws Exception {
    try (ChildProcess run = run(words)) {
      assertThat(run.out()).as(String.join(" ", words)).isEqualTo(expected);
      assertThat(run.err()).isEmpty();
      assertThat(run.awaitStatus()).isZero();
    }
  }

  @Test
  void shouldCombineAndLinkSources() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "x\ny\n");
    assertOut(
        "1-a-x\n1-a-y\n2-b-x\n2-b-y\n",
        ("-k echo {1}-{2}-{3} ::: 1 2 3 :::+ a b :::: " + file).split(" "));
  }

  @Test
  void shouldReadStandardInputBesideOtherSources() throws Exception {
    try (ChildProcess run =
        run("-k", "-a", "-", "--link", "echo", ":::", "1", "2", "3")
            .feed("a\nb\n".getBytes(UTF_8))) {
      assertThat(run.out()).isEqualTo("a 1\nb 2\na 3\n");
    }
  }

  @Test
  void shouldNameColumnsAndUnderstandQuotes() throws Exception {
    Path table = Files.writeString(folder.resolve("t"), "Name,Mail/at\n\"B, A\",x@y\n\"C\nD\",\n");
    assertOut(
        "B, A|y|2\nC\nD||2\n",
        "-k",
        "--csv",
        "--header",
        ":",
        "-a",
        table.toString(),
        "--sh",
        "printf '%s|%s|%s\\n' \"$1\" \"${2#x@}\" $#",
        "{Name}",
        "{Mail/at}");
  }

  @Test
  void shouldGiveAJobSeveralValues() throws Exception {
    assertOut("a b,1\nc d,2\ne ,3\n", "-k -N2 echo {1} {2},{#} ::: a b c d e".split(" "));
    assertOut("xa xb ,b\nxc ,\n", "-k -X -n2 -j1 echo x{} ,{2} ::: a b c".split(" "));
  }

  @Test
  void shouldGiveJobsBlocksToReadAndCountThemInTheJoblog() throws Exception {
    Path log = folder.resolve("log");
    try (ChildProcess run =
        run("--pipe", "-k", "--block", "6", "--joblog", log.toString(), "--tag", "cat")
            .feed("1\n2\n3\n4\n5\n".getBytes(UTF_8))) {
      assertThat(run.out()).isEqualTo("1\t1\n1\t2\n1\t3\n2\t4\n2\t5\n");
      assertThat(run.awaitStatus()).isZero();
    }
    assertThat(Files.readAllLines(log).subList(1, 3))
        .extracting(row -> row.split("\t")[4] + " " + row.split("\t")[5])
        .containsExactlyInAnyOrder("6 6", "4 4");
  }

  @Test
  void shouldGiveABlockAgainToTheNextAttemptAndKnowItInTheJournal() throws Exception {
    Path tries = folder.resolve("tries");
    Path journal = folder.resolve("journal");
    String script = "cat; echo x >> \"$1\"; [ $(wc -l < \"$1\") -ge 2 ]";
    List<String> words = new ArrayList<>(List.of("--pipe", "--retry", "1", "--journal"));
    words.addAll(List.of(journal.toString(), "--sh", script, tries.toString()));
    for (String expected : List.of("a\n", "")) {
      try (ChildProcess run = run(words.toArray(String[]::new)).feed("a\n".getBytes(UTF_8))) {
        assertThat(run.out()).isEqualTo(expected);
        assertThat(run.awaitStatus()).isZero();
      }
    }
  }

  @Test
  void shouldKeepNoBlocksThatAnEarlierRunHasDone() throws Exception {
    String temporary = Files.createDirectory(folder.resolve("tmp")).toString();
    String count = "cat > /dev/null; ls \"$TMPDIR\"/headway-run-*/*.in | wc -l";
    String[] words = {
      "run", "--pipe", "--block", "2", "--journal", folder.resolve("j").toString(), "--sh", count
    };
    Map<String, String> environment = Map.of("HEADWAY_PROGRESS", "off", "TMPDIR", temporary);
    String done = "1\n2\n3\n4\n5\n6\n7\n8\n";
    for (String input : List.of(done, done + "9\n")) {
      try (ChildProcess run =
          ChildProcess.headwayIn(environment, words).feed(input.getBytes(UTF_8))) {
        String out = run.out();
        assertThat(run.awaitStatus()).isZero();
        if (!input.equals(done)) {
          assertThat(out.strip()).as("the last block alone").isEqualTo("1");
        }
      }
    }
  }

  @Test
  void shouldKeepResultsInAFolderForEachInput() throws Exception {
    Path results = folder.resolve("results");
    String script = "echo out; echo err >&2; exit \"$1\"";
    try (ChildProcess run =
        run("-k", "--exit=any", "--results", results.toString(), "--sh", script, ":::", "0", "3")) {
      assertThat(run.out()).isEmpty();
      assertThat(run.awaitStatus()).isOne();
    }
    try (Stream<Path> files = Files.walk(results)) {
      assertThat(files.filter(Files::isRegularFile).map(one -> results.relativize(one).toString()))
          .containsExactlyInAnyOrder(
              "0/status", "0/stdout", "0/stderr", "3/status", "3/stdout", "3/stderr");
    }
    assertThat(results.resolve("3/status")).hasContent("3");
    assertThat(results.resolve("3/stderr")).hasContent("err");
  }

  @Test
  void shouldStartNoneOfTheJobsThatWaitOnceARunIsToEnd() throws Exception {
    // Which of the four slots begins is a matter of chance.
    assertThat(out("-j4", "--delay", "600", "--stop", "first", "--sh", "echo $1; exit 1", ":::"))
        .matches("[a-d]\n");
  }

  @Test
  void shouldStopEarlyThoughAllInputsWereReadBefore() throws Exception {
    String script = "echo $1; false";
    assertThat(out("-j1", "--shuf", "--stop", "first", "--sh", script, ":::")).matches("[a-f]\n");
  }

  private static String out(String... words) throws Exception {
    List<String> all = new ArrayList<>(Arrays.asList(words));
    all.addAll(List.of("a", "b", "c", "d", "e", "f"));
    try (ChildProcess run = run(all.toArray(String[]::new))) {
      String out = run.out();
      assertThat(run.awaitStatus()).isOne();
      return out;
    }
  }

  @Test
  void shouldBeginWithWhatTookLongestBefore() throws Exception {
    Path journal = folder.resolve("journal");
    Path order = folder.resolve("order");
    String script = "echo $1 >> \"$2\"; [ $(wc -l < \"$2\") -gt 2 ] || sleep $1; exit 1";
    List<String> words = new ArrayList<>(List.of("-j1", "--journal", journal.toString()));
    words.addAll(List.of("--sh", script, "{}", order.toString(), ":::", "0", "5"));
    try (ChildProcess run = run(words.toArray(String[]::new))) {
      assertThat(run.awaitStatus()).isEqualTo(2);
    }
    words.add(0, "--longest-first");
    try (ChildProcess run = run(words.toArray(String[]::new))) {
      assertThat(run.awaitStatus()).isEqualTo(2);
    }
    assertThat(Files.readAllLines(order)).containsExactly("0", "5", "5", "0");
  }

  @Test
  void shouldRunAllOnceInAnyOrder() throws Exception {
    try (ChildProcess run = run("--shuf", "--rate", "1000/s", "echo", ":::", "a", "b", "c")) {
      assertThat(run.out().lines()).containsExactlyInAnyOrder("a", "b", "c");
    }
  }

  @Test
  void shouldTagWithATextOfItsOwn() throws Exception {
    assertOut(
        "1:b.c\tx\n2:e\tx\n",
        "-k",
        "--tagstring",
        "{#}:{/}",
        "--sh",
        "echo x",
        ":::",
        "a/b.c",
        "e");
  }
}
