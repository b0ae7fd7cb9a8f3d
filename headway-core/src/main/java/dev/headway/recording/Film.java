package dev.headway.recording;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects what a screen showed, without stills that nobody could see. Its size is bounded: of a
 * long recording it keeps every moment, but less often than it was drawn. Not safe for several
 * threads.
 */
public final class Film {

  /** What comes this soon after a change belongs to it: output arrives in pieces. */
  static final long CLOSEST_MILLIS = 50;

  /** More would make a picture that no browser likes. */
  static final int MOST = 1200;

  private List<Still> stills = new ArrayList<>();
  private long closest = CLOSEST_MILLIS;

  /** Makes an empty film. */
  public Film() {}

  /**
   * Adds what is shown at a time; nothing is kept of the time before there is something to see.
   *
   * @param millis when, since the beginning of the recording, not before what was added last
   * @param rows the spans of each row
   */
  public void add(long millis, List<List<Span>> rows) {
    if (stills.isEmpty() && rows.stream().allMatch(List::isEmpty)) {
      return;
    }
    put(new Still(millis, rows));
    if (stills.size() > MOST) {
      closest *= 2;
      List<Still> all = stills;
      stills = new ArrayList<>();
      all.forEach(this::put);
    }
  }

  private void put(Still still) {
    int last = stills.size() - 1;
    long millis = still.millis();
    if (last >= 0 && millis - stills.get(last).millis() < closest) {
      millis = stills.get(last).millis();
      stills.remove(last);
    }
    if (stills.isEmpty() || !stills.get(stills.size() - 1).rows().equals(still.rows())) {
      stills.add(new Still(millis, still.rows()));
    }
  }

  /**
   * How near in time two stills can be.
   *
   * @return milliseconds; more the longer the film is
   */
  public long closestMillis() {
    return closest;
  }

  /**
   * What was collected.
   *
   * @return the stills in the order of their times
   */
  public List<Still> stills() {
    return List.copyOf(stills);
  }
}
