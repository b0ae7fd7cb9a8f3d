package dev.headway.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.internal.process.client.LinePump;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class OutputTest {

  private record Text(String text, boolean begins, boolean goesOn) {}

  /** What comes of bytes that are read as the stream likes to give them, one to a char. */
  private static List<Text> texts(InputStream in) {
    List<Text> texts = new ArrayList<>();
    new LinePump(
            in,
            (text, begins, goesOn) ->
                texts.add(new Text(new String(text, ISO_8859_1), begins, goesOn)))
        .run();
    return texts;
  }

  private static List<Text> texts(String bytes) {
    return texts(new ByteArrayInputStream(bytes.getBytes(ISO_8859_1)));
  }

  private static String joined(List<Text> texts) {
    return texts.stream().map(Text::text).collect(Collectors.joining());
  }

  @Test
  void shouldPassOnWholeLines() {
    assertThat(texts("")).isEmpty();
    assertThat(texts("a\nb\r\n\nc\rd\n"))
        .containsExactly(new Text("a\nb\r\n\nc\rd\n", true, false));
    assertThat(texts("a\nno end"))
        .containsExactly(new Text("a\n", true, false), new Text("no end", true, false));
  }

  @Test
  void shouldPassOnEachByteAsItIs() {
    Random random = new Random(7);
    byte[] bytes = new byte[3_000_000];
    random.nextBytes(bytes); // Also what is no UTF-8, NUL, CR, and no end of the last line.
    Arrays.fill(bytes, 100_000, 300_000, (byte) 'x');
    Arrays.fill(bytes, 400_000, 700_000, (byte) 0xE2);
    InputStream hesitant =
        new FilterInputStream(new ByteArrayInputStream(bytes)) {
          @Override
          public int read(byte[] into, int offset, int count) throws IOException {
            return super.read(into, offset, 1 + random.nextInt(count));
          }
        };

    List<Text> texts = texts(hesitant);

    assertThat(joined(texts).getBytes(ISO_8859_1)).isEqualTo(bytes);
    for (int i = 0; i < texts.size(); i++) {
      Text text = texts.get(i);
      boolean last = i == texts.size() - 1;
      assertThat(text.goesOn()).isEqualTo(!last && !text.text().endsWith("\n"));
      assertThat(text.begins()).isEqualTo(i == 0 || !texts.get(i - 1).goesOn());
    }
  }

  @Test
  void shouldCutLongLinesBetweenCharacters() {
    String text = "x" + "\uD83D\uDE00".repeat(100_000) + "\n";

    List<Text> parts = texts(new ByteArrayInputStream(text.getBytes(UTF_8)));

    assertThat(parts).hasSizeGreaterThan(5);
    assertThat(parts)
        .allSatisfy(
            part ->
                assertThat(new String(part.text().getBytes(ISO_8859_1), UTF_8))
                    .doesNotContain("\uFFFD"));
    assertThat(joined(parts).getBytes(ISO_8859_1)).isEqualTo(text.getBytes(UTF_8));
  }

  @Test
  void shouldEndALongLineWithItsStream() {
    List<Text> parts = texts("x".repeat(1 << 16));
    assertThat(parts)
        .containsExactly(new Text("x".repeat(1 << 16), true, true), new Text("", false, false));
  }

  @Test
  void shouldSurviveAListenerThatThrows() {
    List<String> texts = new ArrayList<>();
    new LinePump(
            new ByteArrayInputStream("a\nb".getBytes(UTF_8)),
            (text, begins, goesOn) -> {
              texts.add(new String(text, UTF_8));
              throw new IllegalStateException("no bar");
            })
        .run();
    assertThat(texts).containsExactly("a\n", "b");
  }

  @Test
  void shouldPassOnWhatTasksPrint() throws Exception {
    Bench bench = new Bench();
    bench.perform(
        TestBatch.<String, Object>of(
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
        TestBatch.<Integer, Object>of(
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
      TestBatch<Integer, String> batch =
          bench.perform(
              TestBatch.<Integer, String>of(
                  input ->
                      Thread.currentThread().getName()
                          + " "
                          + System.getProperty("headway.worker")
                          + " "
                          + System.getenv("HEADWAY_PROGRESS")
                          + " "
                          + System.in.read(),
                  1));
      assertThat(batch.value(0)).isEqualTo("headway-worker-2 2 off -1");
    }
  }
}
