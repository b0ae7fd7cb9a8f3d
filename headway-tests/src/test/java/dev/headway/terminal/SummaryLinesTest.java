package dev.headway.terminal;

import static dev.headway.progress.Row.State.FINISHED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headway.internal.terminal.format.Theme;
import dev.headway.internal.terminal.report.FailureLines;
import dev.headway.internal.terminal.report.IdleTail;
import dev.headway.internal.terminal.report.SummaryLines;
import dev.headway.progress.ClusterUse;
import dev.headway.progress.Row;
import dev.headway.progress.Rows;
import dev.headway.progress.Snapshot;
import dev.headway.progress.Summary;
import dev.headway.progress.Utilization;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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

  private static List<String> lines(SummaryLines summaryLines, Row row, @Nullable Summary summary) {
    List<String> all = new ArrayList<>();
    all.addAll(FailureLines.inLog(summaryLines.failures(row, summary, null)));
    all.addAll(summaryLines.lines(row, summary, new IdleTail()));
    return all;
  }

  private static Summary waiting(Utilization utilization) {
    return new Summary(utilization, Map.of(), List.of());
  }

  @Test
  void shouldSayWhatTheJobHadOfItsCluster() {
    assertThat(onCluster(new ClusterUse(12_000, 0, 0, 4_200_000)))
        .containsExactly("cluster: 12,000 tasks, 4.2 MB");
    assertThat(onCluster(new ClusterUse(1, 1, 1, 10)))
        .containsExactly("cluster: 1 task, 1 repeated, 1 executor lost, 10 B");
    assertThat(onCluster(new ClusterUse(9, 3, 2, 10)))
        .containsExactly("cluster: 9 tasks, 3 repeated, 2 executors lost, 10 B");
  }

  private static List<String> onCluster(ClusterUse use) {
    return lines(SummaryLines.USUAL, over(99), new Summary(null, Map.of(), List.of(), use));
  }

  @Test
  void shouldNameTheInputsThatTookFarLongerThanTheOthers() {
    Row row = Rows.named("x").done(40).elapsed(99).typical(1).state(Row.State.FINISHED).row();
    assertThat(lines(SummaryLines.USUAL, row, GOOD))
        .containsExactly(
            "slow: cat^[.png 1:02, a name that is ..ere is room for 4.1 s; half took under 1.0 s");
    Row even = Rows.named("x").done(40).elapsed(99).typical(30).state(Row.State.FINISHED).row();
    assertThat(lines(SummaryLines.USUAL, even, GOOD)).isEmpty();
  }

  @Test
  void shouldNameEachInputOnceHoweverOftenItWasTried() {
    Summary tried =
        new Summary(
            null,
            Map.of(),
            List.of(
                new Summary.Slow(7, () -> "a", 62_000_000_000L),
                new Summary.Slow(7, () -> "a", 61_000_000_000L),
                new Summary.Slow(2, () -> "b", 9_000_000_000L)));
    assertThat(lines(SummaryLines.of(Map.of(SummaryLines.VARIABLE, "on")), over(70), tried))
        .containsExactly("slowest: a 1:02, b 9.0 s");
  }

  @Test
  void shouldSayWhyTheWorkersWaitedIfThatCanBeHelped() {
    assertThat(
            lines(SummaryLines.USUAL, over(12), waiting(new Utilization(.7, 0, .05, 0, .21, .04))))
        .containsExactly("workers waited 21% for the order: try unordered() or a larger window()");
    assertThat(lines(SummaryLines.USUAL, over(12), waiting(new Utilization(.6, 0, .3, .1, 0, 0))))
        .containsExactly("workers waited 30% for inputs: their source is slower than the workers");
    assertThat(lines(SummaryLines.USUAL, over(12), waiting(new Utilization(.6, 0, .1, .3, 0, 0))))
        .containsExactly("workers waited 30% for results to be taken: take them faster");
    assertThat(lines(SummaryLines.USUAL, over(12), waiting(new Utilization(.6, .3, .1, 0, 0, 0))))
        .containsExactly(
            "workers spent 30% on sending: try smaller inputs and results, or threads");
    assertThat(lines(SummaryLines.USUAL, over(12), waiting(new Utilization(.6, 0, 0, 0, 0, .4))))
        .isEmpty();
    assertThat(lines(SummaryLines.USUAL, over(12), waiting(BUSY))).isEmpty();
  }

  @Test
  void shouldSayNothingOfAShortJobThatWentWell() {
    Row row = Rows.named("x").done(40).elapsed(9.9).typical(1).state(Row.State.FINISHED).row();
    assertThat(lines(SummaryLines.USUAL, row, GOOD)).isEmpty();
    assertThat(lines(SummaryLines.USUAL, over(12), null)).isEmpty();
  }

  @Test
  void shouldTellTheKindsOfFailuresOfAnyJob() {
    assertThat(lines(SummaryLines.USUAL, over(1), bad(2)))
        .containsExactly("3x IOException", "1x Kind1");
    assertThat(lines(SummaryLines.USUAL, over(1), bad(7)))
        .hasSize(6)
        .endsWith("1x Kind4", "and 2 kinds more");
  }

  @Test
  void shouldSayNothingWhenTheJobWasStopped() {
    Row stopped = Rows.named("x").elapsed(99).state(Row.State.STOPPED).row();
    assertThat(lines(SummaryLines.USUAL, stopped, bad(1))).isEmpty();
  }

  @Test
  void shouldObeyTheEnvironment() {
    assertThat(lines(SummaryLines.of(Map.of(SummaryLines.VARIABLE, "on")), over(1), GOOD))
        .containsExactly(
            "slowest: cat^[.png 1:02, a name that is ..ere is room for 4.1 s, x 0.31 s",
            "workers: working 91%, sending 5%, waiting for inputs 3%");
    assertThat(lines(SummaryLines.of(Map.of(SummaryLines.VARIABLE, "off")), over(99), bad(2)))
        .isEmpty();
    assertThat(SummaryLines.of(Map.of())).isEqualTo(SummaryLines.USUAL);
  }

  @Test
  void shouldStandBelowTheLastLineOnATerminalAndNotBeCut() {
    ScreenDevice device = new ScreenDevice(50, 9, new Theme(true, true));
    Summary both =
        new Summary(new Utilization(.7, 0, .05, 0, .21, .04), bad(2).errors(), List.of());
    Row row = Rows.named("thumbnails").done(36, 4, 0, 0).elapsed(12).state(FINISHED).row();
    new BarView(device).show(new Snapshot(0, List.of(row), Map.of(1L, both)));
    assertThat(device.screen.lines())
        .containsExactly(
            "✗ thumbnails  36/40 in 0:12, 4 failed",
            "    3× IOException",
            "    1× Kind1",
            "    workers waited 21% for the order: try",
            "      unordered() or a larger window()");
    assertThat(device.screen.cursorRow()).isEqualTo(5);
  }

  @Test
  void shouldNameItsJobInALog() {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    Summary waited = waiting(new Utilization(.7, 0, .05, 0, .21, .04));
    new PlainView(new PrintStream(log, true, UTF_8))
        .show(new Snapshot(0, List.of(over(12)), Map.of(1L, waited)));
    assertThat(log.toString(UTF_8).lines())
        .containsExactly(
            "thumbnails: finished, 40 in 0:12, 3.3/s",
            "thumbnails: workers waited 21% for the order: try unordered() or a larger window()");
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
