package dev.headway.recording;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a screen showed, without stills that nobody could see. Its size is bounded, in
 * moments and in what a picture of it would take: of a long recording, or of a large screen that
 * changes as a whole, it keeps every moment, but less often than it was drawn. Rows that are equal
 * are kept once. Not safe for several threads.
 */
public final class Film {

  /** What comes this soon after a change belongs to it: output arrives in pieces. */
  static final long CLOSEST_MILLIS = 50;

  /** More would make a picture that no browser likes. */
  static final int MOST = 1200;

  /** What a picture may take, roughly in bytes; more is no picture for a page. */
  static final long LARGEST = 4 << 20;

  private static final int OF_ROW = 50;
  private static final int OF_SPAN = 110;
  private static final int OF_CHANGE = 40;
  private static final int OF_SCENE = 200;

  private List<Still> stills = new ArrayList<>();
  private Map<List<Span>, List<Span>> rows = new HashMap<>();

  /** Since when each row shows what it shows. */
  private List<Long> since = new ArrayList<>();

  private long closest = CLOSEST_MILLIS;
  private long size;

  /** The last, in place of which another may come soon: it is not yet counted. */
  private @Nullable Still next;

  /** Makes an empty film. */
  public Film() {}

  /**
   * Adds what is shown at a time; nothing is kept of the time before there is something to see.
   *
   * @param millis when, since the beginning of the recording, not before what was added last
   * @param rows the spans of each row
   * @throws IllegalStateException if what was added before would be too much for a picture alone
   */
  public void add(long millis, List<List<Span>> rows) {
    boolean blank = next == null && stills.isEmpty() && rows.stream().allMatch(List::isEmpty);
    boolean same = next != null && next.rows().equals(rows);
    if (blank || same) {
      return;
    }
    if (!isSoon(millis)) {
      keep();
    }
    take(new Still(millis, rows));
  }

  private boolean isSoon(long millis) {
    return next != null && millis - next.millis() < closest;
  }

  private void take(Still still) {
    Still before = next;
    if (before == null) {
      next = still;
    } else if (!before.rows().equals(still.rows())) {
      if (!isSoon(still.millis())) {
        put(before);
        next = still;
      } else {
        next = new Still(before.millis(), still.rows());
      }
    }
  }

  /** Nothing that comes later belongs to the same moment. */
  private void keep() {
    putNext();
    while (stills.size() > 1 && (stills.size() > MOST || size > LARGEST)) {
      closest *= 2;
      List<Still> all = stills;
      stills = new ArrayList<>();
      rows = new HashMap<>();
      since = new ArrayList<>();
      size = 0;
      all.forEach(this::take);
      putNext();
    }
    if (size > LARGEST) {
      throw new IllegalStateException(
          "a screen of so many pieces in different styles is too much for a picture");
    }
  }

  private void putNext() {
    if (next != null) {
      put(next);
      next = null;
    }
  }

  private void put(Still still) {
    List<List<Span>> shown = still.rows().stream().map(this::once).toList();
    List<List<Span>> before = stills.isEmpty() ? List.of() : stills.get(stills.size() - 1).rows();
    if (stills.isEmpty() || !before.equals(shown)) {
      count(before, shown, still.millis());
      stills.add(new Still(still.millis(), shown));
    }
  }

  private List<Span> once(List<Span> row) {
    List<Span> known = rows.get(row);
    if (known == null) {
      known = row;
      rows.put(row, row);
      size += OF_ROW;
      for (Span span : row) {
        size += OF_SPAN + span.text().length();
      }
    }
    return known;
  }

  /** What a change takes: of each row that changes a mention, and a scene for each since when. */
  private void count(List<List<Span>> before, List<List<Span>> now, long millis) {
    Set<Long> scenes = new HashSet<>();
    for (int row = 0; row < Math.max(before.size(), now.size()); row++) {
      if (row == since.size()) {
        since.add(0L);
      }
      List<Span> old = row < before.size() ? before.get(row) : List.of();
      List<Span> next = row < now.size() ? now.get(row) : List.of();
      if (old != next && !old.equals(next)) {
        scenes.add(since.get(row));
        since.set(row, millis);
        size += OF_CHANGE;
      }
    }
    size += (long) scenes.size() * OF_SCENE;
  }

  /**
   * How near in time two stills can be.
   *
   * @return milliseconds; more the longer the film is, and the more changes at once
   */
  public long closestMillis() {
    return closest;
  }

  /**
   * What was collected. What is added afterwards is a moment of its own.
   *
   * @return the stills in the order of their times
   * @throws IllegalStateException if the last would be too much for a picture alone
   */
  public List<Still> stills() {
    keep();
    return List.copyOf(stills);
  }
}
