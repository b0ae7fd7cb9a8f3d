package dev.headway.recording;

import java.util.ArrayList;
import java.util.List;

/**
 * Something that stood in a row for a while.
 *
 * @param row counted from the top, from 0
 * @param spans what it was
 * @param from when it appeared, in milliseconds
 * @param to when it was there no more, in milliseconds; that of the end, if it stayed
 */
record RowInterval(int row, List<Span> spans, long from, long to) {

  /** Cuts a sequence into what changes independently; rows without anything to see are left out. */
  static List<RowInterval> of(List<ScreenFrame> frames, long end) {
    List<RowInterval> intervals = new ArrayList<>();
    int height = frames.stream().mapToInt(frame -> frame.rows().size()).max().orElse(0);
    for (int row = 0; row < height; row++) {
      List<Span> shown = List.of();
      long since = 0;
      for (ScreenFrame frame : frames) {
        List<Span> now = row < frame.rows().size() ? frame.rows().get(row) : List.of();
        if (!now.equals(shown)) {
          add(intervals, row, shown, since, frame.millis());
          shown = now;
          since = frame.millis();
        }
      }
      add(intervals, row, shown, since, end);
    }
    return intervals;
  }

  private static void add(
      List<RowInterval> intervals, int row, List<Span> spans, long from, long to) {
    if (!spans.isEmpty() && from < to) {
      intervals.add(new RowInterval(row, spans, from, to));
    }
  }
}
