package dev.headway.promises;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.internal.terminal.format.CellWidth;
import dev.headway.internal.terminal.format.Line;
import dev.headway.internal.terminal.format.Theme;
import dev.headway.internal.terminal.layout.DisplaySmoother;
import dev.headway.internal.terminal.layout.Frame;
import dev.headway.internal.terminal.layout.ScreenLayout;
import dev.headway.internal.terminal.layout.Size;
import dev.headway.internal.terminal.report.LastLinePolicy;
import dev.headway.internal.terminal.report.SummaryLines;
import dev.headway.progress.Counts;
import dev.headway.progress.Forecast;
import dev.headway.progress.Row;
import dev.headway.progress.Snapshot;
import dev.headway.progress.Unit;
import dev.headway.progress.View;
import dev.headway.progress.Weight;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the text of each frame has to say of its row. */
final class FrameCheck implements View {
  private static final LocalDateTime NOON = LocalDateTime.of(2026, 3, 2, 12, 0);
  private static final Pattern PERCENT = Pattern.compile("(\\d+)%");

  private final String run;
  private final int width;
  private final Theme theme;
  private final ScreenLayout layout = new ScreenLayout(SummaryLines.USUAL);
  private final DisplaySmoother smoother = new DisplaySmoother();

  /** The first promise that was broken: a display goes on without a view that fails. */
  @Nullable AssertionError broken;

  /** The text of the last frame. */
  String last = "";

  FrameCheck(long seed) {
    run = "seed " + seed;
    width = 60 + (int) (seed % 61);
    theme = new Theme(seed % 2 == 0, false);
  }

  @Override
  public void show(Snapshot snapshot) {
    try {
      Row row = snapshot.rows().get(0);
      Size size = new Size(width, 20);
      Frame frame = layout.of(snapshot, snapshot.rows(), Map.of(), size, NOON, theme);
      check(row, frame);
      checkHeld(row, smoother.of(snapshot.rows()).get(0));
    } catch (AssertionError e) {
      broken = broken == null ? e : broken;
    }
  }

  private void check(Row row, Frame frame) {
    boolean running = row.state() == Row.State.RUNNING;
    List<Line> lines = running ? frame.live() : frame.above();
    Where where = new Where(run, width + " columns", row, lines);
    if (LastLinePolicy.isBrief(row)) {
      last = "none"; // Nothing has happened, so nothing is said.
      return;
    }
    assertThat(lines).as("8: %s", where).isNotEmpty();
    assertThat(lines).allSatisfy(line -> assertThat(CellWidth.of(line.text())).isLessThan(width));
    String text = lines.get(0).text();
    Counts counts = row.counts();
    long bad = counts.failed() + counts.timedOut() + counts.crashed();
    if (bad > 0) {
      assertThat(text).as("5: %s", where).containsPattern(failures(bad));
    }
    if (running) {
      checkRunning(row, text, where);
    } else {
      checkEnd(row, text, where);
    }
    last = text;
  }

  /** If all failures are of one kind, its name stands for them. */
  static Pattern failures(long bad) {
    return Pattern.compile("\\b" + bad + " (failed|crashed|timed out)");
  }

  private static void checkRunning(Row row, String text, Where where) {
    Long total = row.total();
    long settled = row.counts().settled();
    Matcher percent = PERCENT.matcher(text);
    if (percent.find()) {
      long shown = Long.parseLong(percent.group(1));
      Double fraction = fraction(row);
      boolean all = total != null && settled >= total;
      assertThat(fraction != null || all).as("2: %s", where).isTrue();
      assertThat(shown != 100 || all).as("4: %s", where).isTrue();
      if (fraction != null && !all) {
        long floor = (long) Math.floor(fraction * 100 + 1e-9);
        assertThat(shown).as("3: %s", where).isEqualTo(floor == 100 ? 99 : floor);
      }
    }
    if (row.forecast() == null) {
      assertThat(text).as("2: %s", where).doesNotContain(" left");
    }
    Weight weight = row.weight();
    if (weight != null && weight.unit() == Unit.BYTES) {
      Long all = weight.total();
      if (all != null && all < 1000 && text.contains("/" + all + " B")) {
        assertThat(text).as("1, 3: %s", where).contains(weight.done() + "/" + all + " B");
      }
      return;
    }
    if (row.unit() == Unit.ITEMS && total != null && text.contains("/" + total)) {
      assertThat(text).as("1, 3: %s", where).contains(settled + "/" + total);
    }
    if (row.unit() == Unit.ITEMS && total == null && row.fraction() == null) {
      assertThat(text).as("1, 2: %s", where).contains(settled + " done");
    }
  }

  /** By weight if the weight of all is known, else by number. */
  private static @Nullable Double fraction(Row row) {
    Long total = row.total();
    return row.fraction() != null || total == null || total == 0
        ? row.fraction()
        : (Double) ((double) row.counts().settled() / total);
  }

  private void checkEnd(Row row, String text, Where where) {
    assertThat(text).as("7: %s", where).doesNotContain(" left", "%");
    boolean good = row.complete() && row.counts().unsuccessful() == 0;
    String sign = theme.unicode() ? "✓" : "ok ";
    assertThat(text.startsWith(sign)).as("4, 5: %s", where).isEqualTo(good);
    if (row.state() == Row.State.STOPPED) {
      assertThat(text).as("13: %s", where).contains("stopped");
    }
  }

  /** What is held still for a reader is still true. */
  private void checkHeld(Row row, Row shown) {
    Forecast fresh = row.forecast();
    Forecast held = shown.forecast();
    Where where = new Where(run, row, "shown as", held == null ? "nothing" : held);
    assertThat(held == null).as("7: %s", where).isEqualTo(fresh == null);
    if (held != null && fresh != null) {
      assertThat(fresh.likelyNanos())
          .as("7: %s", where)
          .isBetween(held.lowNanos(), held.highNanos());
    }
    assertThat(shown.counts()).as("1: %s", where).isEqualTo(row.counts());
  }
}
