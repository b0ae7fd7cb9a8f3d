package dev.headway.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headway.internal.terminal.layout.SummaryLines;
import dev.headway.internal.terminal.layout.Theme;
import dev.headway.progress.Row;
import dev.headway.progress.Rows;
import dev.headway.progress.Snapshot;
import dev.headway.progress.Summary;
import dev.headway.progress.Utilization;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is said when a job is over. */
class SummaryLinesTest {

  private static final Utilization BUSY = new Utilization(0.914, 0.05, 0.032, 0, 0.001, 0.003);

  private static final Summary GOOD =
      new Summary(
          BUSY,
          Map.of(),
          List.of(
              new Summary.Slow(7, () -> "cat\033.png", 62_000_000_000L),
              new Summary.Slow(
                  1, () -> "a name that is longer than there is room for", 4_140_000_000L),
              new Summary.Slow(2, () -> "x", 310_000_000L)));

  private static Row over(double seconds) {
    return Rows.named("thumbnails").done(40).elapsed(seconds).state(Row.State.FINISHED).row();
  }

  private static Summary bad(int kinds) {
    Map<String, Long> errors = new LinkedHashMap<>();
    errors.put("java.io.IOException", 3L);
    for (int i = 1; i < kinds; i++) {
      errors.put("a.b.Kind" + i, 1L);
    }
    return new Summary(null, errors, List.of());
  }

  @Test
  void shouldSayALittleOfALongJob() {
    assertThat(SummaryLines.USUAL.lines(over(12), GOOD))
        .containsExactly(
            "workers: working 91%, sending 5%, waiting for input 3%",
            "slowest: cat^[.png 1:02, a name that is longer than the.. 4.1 s, x 0.31 s");
  }

  @Test
  void shouldSayNothingOfAShortJobThatWentWell() {
    assertThat(SummaryLines.USUAL.lines(over(9.9), GOOD)).isEmpty();
    assertThat(SummaryLines.USUAL.lines(over(12), null)).isEmpty();
  }

  @Test
  void shouldTellTheKindsOfFailuresOfAnyJob() {
    assertThat(SummaryLines.USUAL.lines(over(1), bad(2)))
        .containsExactly("errors: 3 IOException, 1 Kind1");
    assertThat(SummaryLines.USUAL.lines(over(1), bad(7)))
        .containsExactly(
            "errors: 3 IOException, 1 Kind1, 1 Kind2, 1 Kind3, 1 Kind4 and 2 kinds more");
  }

  @Test
  void shouldSayNothingWhenTheJobWasStopped() {
    Row stopped = Rows.named("x").elapsed(99).state(Row.State.STOPPED).row();
    assertThat(SummaryLines.USUAL.lines(stopped, bad(1))).isEmpty();
  }

  @Test
  void shouldObeyTheEnvironment() {
    assertThat(SummaryLines.of(Map.of(SummaryLines.VARIABLE, "on")).lines(over(1), GOOD))
        .hasSize(2);
    assertThat(SummaryLines.of(Map.of(SummaryLines.VARIABLE, "off")).lines(over(99), bad(2)))
        .isEmpty();
    assertThat(SummaryLines.of(Map.of())).isEqualTo(SummaryLines.USUAL);
  }

  @Test
  void shouldStandBelowTheLastLineOnATerminal() {
    ScreenDevice device = new ScreenDevice(50, 8, new Theme(true, true));
    new BarView(device).show(new Snapshot(0, List.of(over(12)), Map.of(1L, GOOD)));
    assertThat(device.screen.lines()).hasSize(3);
    assertThat(device.screen.line(0)).startsWith("thumbnails 100%");
    assertThat(device.screen.line(1))
        .isEqualTo("  workers: working 91%, sending 5%, waiting for …");
    assertThat(device.screen.line(2)).startsWith("  slowest: cat^[.png 1:02, a name");
    assertThat(device.screen.cursorRow()).isEqualTo(3);
  }

  @Test
  void shouldNameItsJobInALog() {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    new PlainView(new PrintStream(log, true, UTF_8))
        .show(new Snapshot(0, List.of(over(12)), Map.of(1L, GOOD)));
    assertThat(log.toString(UTF_8).lines())
        .hasSize(3)
        .contains("thumbnails: workers: working 91%, sending 5%, waiting for input 3%");
  }

  @Test
  void shouldStandInTheLastJsonObject() throws Exception {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    Summary both = new Summary(BUSY, bad(2).errors(), GOOD.slowest());
    new JsonView(new PrintStream(log, true, UTF_8))
        .show(new Snapshot(0, List.of(over(1)), Map.of(1L, both)));
    JsonNode object = new ObjectMapper().readTree(log.toString(UTF_8));
    assertThat(object.get("event").asText()).isEqualTo("finished");
    assertThat(object.get("working").asDouble()).isEqualTo(0.914);
    assertThat(object.get("waitingForInput").asDouble()).isEqualTo(0.032);
    assertThat(object.get("errors").get("java.io.IOException").asInt()).isEqualTo(3);
    assertThat(object.get("slowest")).hasSize(3);
    assertThat(object.get("slowest").get(1).get("seconds").asDouble()).isEqualTo(4.14);
  }
}
