package dev.headway.internal.process.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.internal.process.config.ProcessConfig;
import dev.headway.process.Bench;
import dev.headway.process.TestBatch;
import dev.headway.work.CapturedOutput;
import dev.headway.work.Outcome;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What tasks print in worker processes can be told apart, and stays with a failure. */
class TaskOutputTailTest {
  private static final ProcessConfig TAGGED =
      ProcessConfig.of(4).with(draft -> draft.tagged = true);

  private static void print(TaskOutputTail output, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    output.printed(bytes, 0, bytes.length);
  }

  private static String tagged(String text, boolean begins) {
    return new String(TaskOutputTail.tagged(2, text.getBytes(UTF_8), begins), UTF_8);
  }

  private static Outcome<?, ?> failure(TestBatch<?, ?> batch, int task) {
    return new Outcome.Failure<>(task, "", batch.error(task), 1);
  }

  @Test
  void shouldKeepTheLastLinesOfTheTaskThatRuns() {
    TaskOutputTail output = new TaskOutputTail(UTF_8);
    print(output, "of the task before\n");
    output.begin();
    assertThat(output.lastLines()).isEmpty();
    for (int i = 0; i < 30; i++) {
      print(output, "line " + i + "\n");
    }
    print(output, "unfinished");
    assertThat(output.lastLines()).hasSize(20).startsWith("line 11").endsWith("unfinished");
  }

  @Test
  void shouldBoundWhatItKeeps() {
    TaskOutputTail output = new TaskOutputTail(UTF_8);
    print(output, "first\n" + "x".repeat(10_000) + "\nlast\n");
    assertThat(output.lastLines()).containsExactly("last");
    print(output, "y".repeat(100_000));
    assertThat(output.lastLines()).singleElement().asString().hasSize(4096);
  }

  @Test
  void shouldCutNoCharacterOfAnInputInTwo() {
    TaskOutputTail output = new TaskOutputTail(UTF_8);
    output.begin(7, "x" + "👍".repeat(20));

    assertThat(new String(output.tag(), UTF_8))
        .isEqualTo("\u001F#7 x" + "👍".repeat(11) + "…\u001F");
  }

  @Test
  void shouldTakeOffATagOnlyWhereThereIsOne() {
    assertThat(tagged("\u001F#17 a\u001Fsays", true)).isEqualTo("[2#17 a] says");
    assertThat(tagged("says\n\u001F#18 b\u001F\r\n\nx", true))
        .isEqualTo("[2] says\n[2#18 b] \r\n[2] \n[2] x");
    assertThat(tagged("\n", true)).isEqualTo("[2] \n");
    assertThat(tagged("\u001Fsays", true)).isEqualTo("[2] \u001Fsays");
    assertThat(tagged("rest\nnext", false)).isEqualTo("rest\n[2] next");
    assertThat(TaskOutputTail.untagged("\u001F#17 a\u001Fsays")).isEqualTo("says");
  }

  @Test
  void shouldEndALineWithTheTaskThatLeavesItUnfinished() throws Exception {
    Bench bench = new Bench(TAGGED);
    bench.perform(
        TestBatch.<String, Object>of(
            input -> {
              System.err.print("err" + input + " ");
              System.out.print(input.equals("b") ? "" : "out");
              return null;
            },
            "a",
            "b",
            "c"));
    bench.close();
    assertThat(bench.printed)
        .containsExactlyInAnyOrder(
            "2 ERR [2#10 a] erra ",
            "2 OUT [2#10 a] out",
            "2 ERR [2#11 b] errb ",
            "2 ERR [2#12 c] errc ",
            "2 OUT [2#12 c] out");
  }

  @Test
  void shouldTellWhoPrintedEachLine() throws Exception {
    Bench bench = new Bench(TAGGED);
    bench.perform(
        TestBatch.<String, Object>of(
            input -> {
              System.out.print("one\ntwo\n\nthr");
              System.out.println("ee");
              System.err.println("err");
              return null;
            },
            "cat.png",
            "a name that is far too long for a tag"));
    bench.close();

    assertThat(bench.printed.stream().filter(line -> line.contains("OUT")))
        .containsExactly(
            "2 OUT [2#10 cat.png] one",
            "2 OUT [2#10 cat.png] two",
            "2 OUT [2#10 cat.png] ",
            "2 OUT [2#10 cat.png] three",
            "2 OUT [2#11 a name that is far too l…] one",
            "2 OUT [2#11 a name that is far too l…] two",
            "2 OUT [2#11 a name that is far too l…] ",
            "2 OUT [2#11 a name that is far too l…] three");
    assertThat(bench.printed)
        .contains("2 ERR [2#10 cat.png] err", "2 ERR [2#11 a name that is far too l…] err");
  }

  @Test
  void shouldTellTasksApartIfAnInputBetweenThemCannotTravel() throws Exception {
    Bench bench = new Bench(TAGGED);
    TestBatch<Object, Object> batch =
        bench.perform(
            TestBatch.of(
                input -> {
                  System.out.println("says");
                  return input;
                },
                "a",
                new Object(),
                "c"));
    bench.close();

    assertThat(batch.value(0)).isEqualTo("a");
    assertThat(batch.error(1)).isNotNull();
    assertThat(batch.value(2)).isEqualTo("c");
    assertThat(bench.printed).containsExactly("2 OUT [2#10 a] says", "2 OUT [2#12 c] says");
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void shouldPassOnWhatIsNotPrintedThroughJava() throws Exception {
    Bench bench =
        new Bench(TAGGED.with(draft -> draft.jvm = draft.jvm.withOptions(List.of("-verbose:gc"))));
    bench.perform(
        TestBatch.<String, Object>of(
            input -> {
              System.gc();
              return new ProcessBuilder("sh", "-c", "echo native; echo error >&2")
                  .inheritIO()
                  .start()
                  .waitFor();
            },
            "x"));
    bench.close();

    assertThat(bench.printed)
        .contains("2 OUT [2] native", "2 ERR [2] error")
        .anySatisfy(line -> assertThat(line).contains("[2] ", "Pause Full (System.gc())"));
  }

  @Test
  void shouldKeepTheLastLinesWithTheFailure() throws Exception {
    Bench bench = new Bench();
    TestBatch<Integer, Object> batch =
        bench.perform(
            TestBatch.<Integer, Object>of(
                input -> {
                  IntStream.range(0, 5 * input).forEach(i -> System.out.println("out " + i));
                  if (input > 0) {
                    System.err.println("err");
                  }
                  throw new IllegalStateException("bad");
                },
                1,
                0,
                100));
    bench.close();

    assertThat(failure(batch, 0).lastLines())
        .containsExactly("out 0", "out 1", "out 2", "out 3", "out 4", "err");
    assertThat(failure(batch, 1).lastLines()).isEmpty();
    assertThat(failure(batch, 2).lastLines()).hasSize(20).endsWith("out 499", "err");
    StringWriter trace = new StringWriter();
    batch.error(0).printStackTrace(new PrintWriter(trace));
    assertThat(trace.toString())
        .contains(CapturedOutput.class.getName() + ": It had printed last:", "  out 4", "  err")
        .startsWith("java.lang.IllegalStateException: bad");
  }

  @Test
  void shouldKeepThemAlsoIfTheExceptionCannotTravel() throws Exception {
    Bench bench = new Bench();
    TestBatch<Integer, Object> batch =
        bench.perform(
            TestBatch.<Integer, Object>of(
                input -> {
                  System.out.println("before");
                  throw new Unfit();
                },
                1));
    bench.close();

    assertThat(batch.error(0)).isInstanceOf(dev.headway.work.RemoteTaskException.class);
    assertThat(failure(batch, 0).lastLines()).containsExactly("before");
  }

  @SuppressWarnings("serial")
  private static final class Unfit extends RuntimeException {
    @SuppressWarnings("unused")
    private final Object unfit = new Object();
  }
}
