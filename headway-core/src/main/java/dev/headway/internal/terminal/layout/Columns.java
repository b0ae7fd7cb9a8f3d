package dev.headway.internal.terminal.layout;

/**
 * Where the fields of all bars stand: a width in cells for each, 0 for one that has no room. All
 * bars of a frame share them, so that their fields stand one below the other.
 *
 * @param label the name of the job
 * @param percent the percentage, with or without "by weight"
 * @param bar the bar
 * @param count what is done of all
 * @param problems what did not go well
 * @param left the time that is left
 * @param more what a single number hides, or when it will be ready
 * @param elapsed the time that has passed
 * @param rate the speed
 */
record Columns(
    int label,
    int percent,
    int bar,
    int count,
    int problems,
    int left,
    int more,
    int elapsed,
    int rate) {

  /** The cells of a percentage. */
  static final int PERCENT = 4;

  /** The cells of a percentage of weights. */
  static final int BY_WEIGHT = 14;

  /** What the time that has passed ends with, or a reader takes it for the time that is left. */
  static final String ELAPSED = " elapsed";

  /** Where the percentage ends. The next field begins behind a gap, as do all others. */
  int percentEnd() {
    return end(label, percent, 1);
  }

  int barEnd() {
    return end(percentEnd(), bar, 1);
  }

  int countEnd() {
    return end(barEnd(), count, 2);
  }

  int problemsEnd() {
    return end(countEnd(), problems, 2);
  }

  int leftEnd() {
    return end(problemsEnd(), left, 2);
  }

  int moreEnd() {
    return leftEnd() + more;
  }

  int elapsedEnd() {
    return end(moreEnd(), elapsed, 2);
  }

  /** All cells that a bar takes. */
  int cells() {
    return end(elapsedEnd(), rate, 2);
  }

  private static int end(int before, int cells, int gap) {
    return cells == 0 ? before : before + (before > 0 ? gap : 0) + cells;
  }
}
