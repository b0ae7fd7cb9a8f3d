package dev.headway.recording;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a screen showed, without frames that cannot be seen. Its size is bounded, in
 * moments and in what a picture of it would take: of a long recording, or of a large screen that
 * changes as a whole, it keeps every moment, but less often than it was drawn. Rows that are equal
 * are kept once. Not safe for several threads.
 */
final class FrameSequence {

  /** What comes this soon after a change belongs to it: output arrives in pieces. */
  static final long CLOSEST_MILLIS = 50;

  /** More would make a picture that no browser likes. */
  static final int MAX = 1200;

  /** What a picture may take, roughly in bytes; more is no picture for a page. */
  static final long LARGEST = 4 << 20;

  private static final int OF_ROW = 50;
  private static final int OF_SPAN = 110;
  private static final int OF_CHANGE = 40;
  private static final int OF_SCENE = 200;

  private List<ScreenFrame> frames = new ArrayList<>();
  private Map<List<Span>, List<Span>> rows = new HashMap<>();

  /** Since when each row shows what it shows. */
  private List<Long> since = new ArrayList<>();

  private long closest = CLOSEST_MILLIS;
  private long size;

  /** The last, in place of which another may come soon: it is not yet counted. */
  private @Nullable ScreenFrame next;

  /** Makes an empty sequence. */
  FrameSequence() {}

  /**
   * Adds what is shown at a time; nothing is kept of the time before there is something to see.
   *
   * @param millis when, since the beginning of the recording, not before what was added last
   * @param rows the spans of each row
   * @throws IllegalStateException if what was added before would be too much for a picture alone
   */
  void add(long millis, List<List<Span>> rows) {
    boolean blank = next == null && frames.isEmpty() && rows.stream().allMatch(List::isEmpty);
    boolean same = next != null && next.rows().equals(rows);
    if (blank || same) {
      return;
    }
    if (!isSoon(millis)) {
      keep();
    }
    take(new ScreenFrame(millis, rows));
  }

  private boolean isSoon(long millis) {
    return next != null && millis - next.millis() < closest;
  }

  private void take(ScreenFrame frame) {
    ScreenFrame before = next;
    if (before == null) {
      next = frame;
    } else if (!before.rows().equals(frame.rows())) {
      if (!isSoon(frame.millis())) {
        put(before);
        next = frame;
      } else {
        next = new ScreenFrame(before.millis(), frame.rows());
      }
    }
  }

  /** Nothing that comes later belongs to the same moment. */
  private void keep() {
    putNext();
    while (frames.size() > 1 && (frames.size() > MAX || size > LARGEST)) {
      closest *= 2;
      List<ScreenFrame> all = frames;
      frames = new ArrayList<>();
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

  private void put(ScreenFrame frame) {
    List<List<Span>> shown = frame.rows().stream().map(this::once).toList();
    List<List<Span>> before = frames.isEmpty() ? List.of() : frames.get(frames.size() - 1).rows();
    if (frames.isEmpty() || !before.equals(shown)) {
      count(before, shown, frame.millis());
      frames.add(new ScreenFrame(frame.millis(), shown));
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
   * How near in time two frames can be.
   *
   * @return milliseconds; more the longer the sequence is, and the more changes at once
   */
  long closestMillis() {
    return closest;
  }

  /**
   * What was collected. What is added afterwards is a moment of its own.
   *
   * @return the frames in the order of their times
   * @throws IllegalStateException if the last would be too much for a picture alone
   */
  List<ScreenFrame> frames() {
    keep();
    return List.copyOf(frames);
  }
}
