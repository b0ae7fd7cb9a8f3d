package dev.headway.cli.report;

/** How much ran, and how much ended, in short pieces of the time. */
final class Load {
  private static final int PIECES = 1000;
  private static final double MICROS = 1e6;

  private final Timeline timeline;
  private final long width;
  private final long[] busy;
  private final long[] ended;

  private Load(Timeline timeline, long width, int pieces) {
    this.timeline = timeline;
    this.width = width;
    busy = new long[pieces];
    ended = new long[pieces];
  }

  /** Divides the time into pieces of at least a microsecond. */
  static Load of(Timeline timeline) {
    long width = Math.max(1, (timeline.length() + PIECES - 1) / PIECES);
    int pieces = timeline.size() == 0 ? 0 : (int) ((timeline.length() + width - 1) / width);
    Load load = new Load(timeline, width, Math.max(pieces, Math.min(1, timeline.size())));
    load.fill();
    return load;
  }

  /**
   * All pieces between the first and the last of an entry are full: only the number of these is
   * noted at their borders, so that a long entry costs no more than a short one.
   */
  private void fill() {
    long[] steps = new long[busy.length + 1];
    for (int n = 0; n < timeline.size(); n++) {
      int entry = timeline.entry(n);
      long start = timeline.start(entry);
      long end = timeline.end(entry);
      int first = piece(start);
      int last = piece(Math.max(start, end - 1));
      if (!timeline.isRetried(entry)) {
        ended[last]++;
      }
      if (first == last) {
        busy[first] += end - start;
      } else {
        busy[first] += (first + 1) * width - start;
        busy[last] += end - last * width;
        steps[first + 1]++;
        steps[last]--;
      }
    }
    long full = 0;
    for (int i = 0; i < busy.length; i++) {
      full += steps[i];
      busy[i] += full * width;
    }
  }

  private int piece(long time) {
    return (int) Math.min(busy.length - 1, time / width);
  }

  int size() {
    return busy.length;
  }

  /** When a piece begins, with all pauses. */
  long trueTime(int piece) {
    return timeline.pauses().trueTime(piece * width);
  }

  /** How many ran, on average. */
  double running(int piece) {
    return busy[piece] / (double) width;
  }

  /** How many ended per second. */
  double rate(int piece) {
    return ended[piece] * MICROS / width;
  }
}
