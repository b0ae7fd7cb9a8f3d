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
record Shot(int row, List<Span> spans, long from, long to) {

  /** Cuts a film into what changes independently; rows without anything to see are left out. */
  static List<Shot> of(List<Still> film, long end) {
    List<Shot> shots = new ArrayList<>();
    int height = film.stream().mapToInt(still -> still.rows().size()).max().orElse(0);
    for (int row = 0; row < height; row++) {
      List<Span> shown = List.of();
      long since = 0;
      for (Still still : film) {
        List<Span> now = row < still.rows().size() ? still.rows().get(row) : List.of();
        if (!now.equals(shown)) {
          add(shots, row, shown, since, still.millis());
          shown = now;
          since = still.millis();
        }
      }
      add(shots, row, shown, since, end);
    }
    return shots;
  }

  private static void add(List<Shot> shots, int row, List<Span> spans, long from, long to) {
    if (!spans.isEmpty() && from < to) {
      shots.add(new Shot(row, spans, from, to));
    }
  }
}
