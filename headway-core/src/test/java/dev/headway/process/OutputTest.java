package dev.headway.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputTest {

  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    new LinePump(new ByteArrayInputStream(text.getBytes(UTF_8)), lines::add).run();
    return lines;
  }

  @Test
  void shouldSplitLines() {
    assertThat(lines("")).isEmpty();
    assertThat(lines("a\nb\r\n\nc\rd\n")).containsExactly("a", "b", "", "c\rd");
    assertThat(lines("no end")).containsExactly("no end");
  }

  @Test
  void shouldSplitEndlessLinesBetweenCharacters() {
    String text = "x" + "\uD83D\uDE00".repeat(100_000);

    List<String> lines = lines(text);

    assertThat(lines).hasSizeGreaterThan(5);
    assertThat(String.join("", lines)).isEqualTo(text);
  }

  @Test
  void shouldSurviveAListenerThatThrows() {
    List<String> lines = new ArrayList<>();
    new LinePump(
            new ByteArrayInputStream("a\nb\n".getBytes(UTF_8)),
            line -> {
              lines.add(line);
              throw new IllegalStateException("no bar");
            })
        .run();
    assertThat(lines).containsExactly("a", "b");
  }

  @Test
  void shouldPassOnWhatTasksPrint() throws Exception {
    Bench bench = new Bench();
    bench.perform(
        TestClaim.<String, Object>of(
            input -> {
              System.out.println("out " + input);
              System.err.print("err " + input);
              return System.in.read();
            },
            "\u00e4\u20ac\uD83D\uDE00"));
    bench.close();

    assertThat(bench.printed)
        .containsExactlyInAnyOrder(
            "2 OUT out \u00e4\u20ac\uD83D\uDE00", "2 ERR err \u00e4\u20ac\uD83D\uDE00");
  }

  @Test
  void shouldPassOnManyLinesWhole() throws Exception {
    Bench bench = new Bench();
    bench.perform(
        TestClaim.<Integer, Object>of(
            input -> {
              for (int i = 0; i < 10_000; i++) {
                System.out.println("line " + i);
              }
              return null;
            },
            1));
    bench.close();

    assertThat(bench.printed)
        .hasSize(10_000)
        .startsWith("2 OUT line 0")
        .endsWith("2 OUT line 9999");
  }

  @Test
  void shouldTellTheTaskWhereItRuns() throws Exception {
    try (Bench bench = new Bench()) {
      TestClaim<Integer, String> claim =
          bench.perform(
              TestClaim.<Integer, String>of(
                  input ->
                      Thread.currentThread().getName()
                          + " "
                          + System.getProperty("headway.worker")
                          + " "
                          + System.getenv("HEADWAY_PROGRESS")
                          + " "
                          + System.in.read(),
                  1));
      assertThat(claim.value(0)).isEqualTo("headway-worker-2 2 off -1");
    }
  }
}
