package dev.headway.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.Display;
import dev.headway.Progress;
import dev.headway.progress.Row;
import dev.headway.progress.Rows;
import dev.headway.progress.Snapshot;
import dev.headway.progress.Summary;
import dev.headway.testkit.ManualTicker;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How many lines a log gets from many progresses, and that nothing is lost by that. */
class PlainPaceTest {

  private final ManualTicker ticker = new ManualTicker();
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final PlainView view = new PlainView(new PrintStream(log, true, UTF_8));
  private final Display display = Display.manual(ticker, view);

  private void pass(double seconds) {
    ticker.advance(Duration.ofNanos((long) (seconds * Rows.SECOND)));
    display.tick();
  }

  private void loop(String label, double seconds) {
    try (Progress progress = display.begin(label, 1)) {
      pass(seconds);
      progress.advance();
    }
  }

  private void idleFor(double seconds) {
    for (int tick = 0; tick < seconds * 10; tick++) {
      pass(0.1);
    }
  }

  private List<String> lines() {
    return log.toString(UTF_8).lines().toList();
  }

  /** As when the process ends. */
  private boolean last() {
    return view.idle(ticker.nanoTime(), true);
  }

  @Test
  void shouldSayNothingOfOneThatIsShort() {
    loop("short", 0.9);
    idleFor(5);
    loop("short", 0.9);
    assertThat(last()).isFalse();
    assertThat(lines()).isEmpty();
  }

  @Test
  void shouldSumUpTwoHundredShortOnes() {
    for (int i = 0; i < 200; i++) {
      loop("step " + i, 0.02);
    }
    assertThat(lines()).containsExactly("151 loops or jobs finished");
    assertThat(last()).isFalse();
    assertThat(lines()).containsExactly("151 loops or jobs finished", "... and 49 more finished");
  }

  @Test
  void shouldTellTheRestSoonIfTheProcessGoesOn() {
    for (int i = 0; i < 200; i++) {
      loop("step", 0.02);
    }
    idleFor(4);
    assertThat(lines()).hasSize(2).last().isEqualTo("step: ... and 49 more finished");
    assertThat(view.idle(ticker.nanoTime(), false)).as("nothing is held back").isFalse();
    assertThat(last()).isFalse();
    assertThat(lines()).hasSize(2);
  }

  @Test
  void shouldNotSayMoreOfShortOnesThanOfALongOne() {
    for (int i = 0; i < 36_000; i++) {
      loop("request", 0.1);
    }
    assertThat(lines().size()).isBetween(60, 140);
    assertThat(lines().stream().mapToLong(line -> number(line)).sum()).isGreaterThan(35_000);
  }

  private static long number(String line) {
    return Long.parseLong(line.replaceAll("\\D+", ""));
  }

  @Test
  void shouldLimitTheRateForAllTogether() {
    List<Progress> bars = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      bars.add(display.begin("bar " + i, 600));
    }
    List<Double> times = new ArrayList<>();
    for (int tick = 1; tick <= 3000; tick++) {
      bars.forEach(bar -> bar.advance(1));
      int before = lines().size();
      pass(0.1);
      for (int i = before; i < lines().size(); i++) {
        times.add(tick / 10.0);
      }
    }
    assertThat(times).hasSize(100).isSorted();
    for (int i = 1; i < times.size(); i++) {
      assertThat(times.get(i) - times.get(i - 1)).isGreaterThan(2.99);
    }
    assertThat(lines().subList(0, 50).stream().map(line -> line.split(":")[0]))
        .as("each has its turn")
        .doesNotHaveDuplicates();
    bars.forEach(Progress::close);
    last();
    assertThat(lines()).hasSize(102).last().isEqualTo("... and 49 more finished");
  }

  @Test
  void shouldTellTheEndAtOnceAndThenPause() {
    loop("a", 1.1);
    loop("b", 1.1);
    loop("c", 1.1);
    assertThat(lines()).containsExactly("a: started, 1 item", "a: finished, 1 in 0:01, 1.1 s each");
    last();
    assertThat(lines()).hasSize(3).last().isEqualTo("... and 2 more finished");
  }

  @Test
  void shouldTellOneThatWaitedByItsOwnLine() {
    loop("a", 1.5);
    loop("b", 1.5);
    idleFor(5);
    assertThat(lines()).last().isEqualTo("b: finished, 1 in 0:01, 1.5 s each");
    last();
    assertThat(lines()).hasSize(3);
  }

  @Test
  void shouldNeverLoseAFailure() {
    Summary failed = new Summary(null, Map.of("java.io.IOException", 2L), List.of());
    for (int i = 0; i < 40; i++) {
      Row row =
          Rows.named("job").id(i).done(38, 2, 0, 0).elapsed(0.1).state(Row.State.FINISHED).row();
      long nanos = i * Rows.SECOND / 10;
      view.show(new Snapshot(nanos, List.of(row), Map.of(row.id(), failed)));
    }
    view.idle(4 * Rows.SECOND, true);
    assertThat(lines())
        .containsExactly(
            "job: finished, 38 of 40 succeeded in 0:00, 2 failed",
            "job: 2x IOException",
            "job: finished, 38 of 40 succeeded in 0:00, 2 failed",
            "job: 2x IOException",
            "job: ... and 29 more finished; in them 58 failed: 58 IOException",
            "job: ... and 9 more finished; in them 18 failed: 18 IOException");
  }

  @Test
  void shouldTellFinishedFromStopped() {
    for (int i = 0; i < 6; i++) {
      Row.State state = i % 3 == 2 ? Row.State.STOPPED : Row.State.FINISHED;
      Row row = Rows.named("s").id(i).total(7L).done(7).elapsed(1.2).state(state).row();
      view.show(new Snapshot(i, List.of(row)));
    }
    view.idle(10, true);
    assertThat(lines()).hasSize(3).last().isEqualTo("s: ... and 2 more finished, 2 stopped");
  }

  @Test
  void shouldGiveShortOnesALineIfThatIsWanted() {
    System.setProperty("headway.summary", "on");
    try {
      PlainView all = new PlainView(new PrintStream(log, true, UTF_8));
      all.show(new Snapshot(0, List.of(Rows.named("t").done(40).state(Row.State.FINISHED).row())));
    } finally {
      System.clearProperty("headway.summary");
    }
    assertThat(lines()).containsExactly("t: finished, 40 in 0:00");
  }
}
