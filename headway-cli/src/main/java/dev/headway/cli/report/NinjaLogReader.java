package dev.headway.cli.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads what ninja has noted of its builds. Times count from the begin of a build, of which nothing
 * else is known; so builds stand one behind the other.
 */
final class NinjaLogReader implements TaskLog {
  static final String HEADER = "# ninja log v";

  private static final int COLUMNS = 5;
  private static final int START = 0;
  private static final int END = 1;
  private static final int OUTPUT = 3;
  private static final int HASH = 4;
  private static final long MICROS = 1000;

  /**
   * Builds with fewer steps on average are none: ninja has written the file anew, by hash, and two
   * is what steps in no order have.
   */
  private static final double LEAST_STEPS = 2.5;

  private final Path file;
  private boolean counted;
  private boolean inOrder;

  NinjaLogReader(Path file) {
    this.file = file;
  }

  /** A step of a build, which may have several outputs, each with a line. */
  private static final class Step {
    private final long start;
    private final long end;
    private final String hash;
    private final String output;
    private int more;

    Step(long start, long end, String hash, String output) {
      this.start = start;
      this.end = end;
      this.hash = hash;
      this.output = output;
    }

    boolean isSame(Step other) {
      return start == other.start && end == other.end && hash.equals(other.hash);
    }

    String name() {
      return more == 0 ? output : output + ", +" + more;
    }
  }

  @Override
  public InputFormat format() {
    return InputFormat.NINJA;
  }

  @Override
  public Reading read(Consumer<TaskEntry> to) throws IOException {
    if (!counted) {
      Builds count = new Builds(true, any -> {});
      pass(count);
      inOrder = count.builds <= 1 || count.steps >= LEAST_STEPS * count.builds;
      counted = true;
    }
    Builds builds = new Builds(inOrder, to);
    List<String> warnings = pass(builds);
    List<String> notes = new ArrayList<>();
    if (!inOrder) {
      notes.add(
          "Ninja has written this file anew, so that which steps were of one build is not known;"
              + " all are shown as if of one.");
    } else if (builds.builds > 1) {
      notes.add(
          "It has "
              + builds.builds
              + " builds, shown one behind the other, since it does not say"
              + " when they began.");
    }
    return new Reading(warnings, notes, List.of(), false, MICROS);
  }

  private List<String> pass(Builds to) throws IOException {
    Damage damage = new Damage();
    Fields fields = new Fields(COLUMNS);
    try (LineReader lines = LineReader.open(file)) {
      while (lines.next()) {
        if (!lines.isTooLong() && (lines.isBlank() || lines.startsWith("#"))) {
          continue;
        }
        Step step = lines.isTooLong() || !lines.isWhole() ? null : step(lines, fields);
        if (step == null) {
          damage.leftOut(lines, "none of ninja's five columns");
        } else {
          to.add(step);
        }
      }
    }
    to.finish();
    return damage.notes();
  }

  private static @Nullable Step step(LineReader line, Fields fields) {
    if (fields.split(line) < COLUMNS) {
      return null;
    }
    long start = fields.number(START, 0);
    long end = fields.number(END, 0);
    return start < 0 || end < start
        ? null
        : new Step(start, end, fields.text(HASH), fields.text(OUTPUT));
  }

  /** Puts builds behind each other: a step that ended before the one above it begins another. */
  private static final class Builds {
    private final boolean inOrder;
    private final Consumer<TaskEntry> to;
    private @Nullable Step pending;
    private long offset;
    private long lastEnd;
    private long builds;
    private long steps;

    Builds(boolean inOrder, Consumer<TaskEntry> to) {
      this.inOrder = inOrder;
      this.to = to;
    }

    void add(Step step) {
      if (pending != null && pending.isSame(step)) {
        pending.more++;
        return;
      }
      finish();
      pending = step;
    }

    void finish() {
      Step step = pending;
      pending = null;
      if (step == null) {
        return;
      }
      if (steps == 0 || inOrder && step.end < lastEnd) {
        builds++;
        offset += inOrder ? lastEnd : 0;
      }
      lastEnd = step.end;
      steps++;
      to.accept(
          new TaskEntry(
              steps,
              (offset + step.start) * MICROS,
              (step.end - step.start) * 1_000_000,
              TaskOutcome.SUCCEEDED,
              false,
              1,
              -1,
              TaskEntry.NO_STATUS,
              0,
              step.name(),
              null));
    }
  }
}
