package dev.headway.picture;

import dev.headway.testkit.Span;
import java.util.ArrayList;
import java.util.List;

/** Collects what a terminal showed, without stills that nobody could see. */
final class Film {

  /** What comes this soon after a change belongs to it: output arrives in pieces. */
  static final long CLOSEST_MILLIS = 50;

  private final List<Still> stills = new ArrayList<>();
  private long begin;

  /** Adds what is shown at a time; the film begins when there is first something to see. */
  void add(long millis, List<List<Span>> rows) {
    if (stills.isEmpty()) {
      if (rows.stream().allMatch(List::isEmpty)) {
        return;
      }
      begin = millis;
    }
    int last = stills.size() - 1;
    long since = millis - begin;
    if (last >= 0 && since - stills.get(last).millis() < CLOSEST_MILLIS) {
      since = stills.get(last).millis();
      stills.remove(last);
    }
    if (stills.isEmpty() || !stills.get(stills.size() - 1).rows().equals(rows)) {
      stills.add(new Still(since, rows));
    }
  }

  List<Still> stills() {
    return List.copyOf(stills);
  }
}
