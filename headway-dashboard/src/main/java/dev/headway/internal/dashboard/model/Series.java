package dev.headway.internal.dashboard.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The numbers of a job over its whole time: at most 1,000 moments, farther apart as it goes on. */
public final class Series {
  static final int MAX_POINTS = 1_000;

  /** What is left where memory is short: enough for a curve. */
  private static final int FEW_POINTS = 64;

  private static final long POINT_BYTES = 130;

  /**
   * One moment.
   *
   * @param seconds since the start
   * @param ended how many had ended
   * @param running how many workers had a task
   * @param workers how many there were; 0 if that is not known
   * @param stalled how many of them stood still
   * @param low the predicted whole duration in seconds at least, or null
   * @param likely the likely one, or null
   * @param high the longest, or null
   */
  public record Point(
      double seconds,
      long ended,
      int running,
      int workers,
      int stalled,
      @Nullable Double low,
      @Nullable Double likely,
      @Nullable Double high) {}

  private List<Point> points = new ArrayList<>();
  private double apart;
  private @Nullable Point latest;

  void add(Point point) {
    Point last = points.isEmpty() ? null : points.get(points.size() - 1);
    latest = point;
    if (last != null && point.seconds() - last.seconds() < 0.99 * apart) {
      return;
    }
    if (points.size() == MAX_POINTS) {
      thin();
    }
    points.add(point);
  }

  private void thin() {
    List<Point> kept = new ArrayList<>();
    for (int i = 0; i < points.size(); i += 2) {
      kept.add(points.get(i));
    }
    points = kept;
    double span = kept.get(kept.size() - 1).seconds() - kept.get(0).seconds();
    apart = span / (kept.size() - 1);
  }

  /** Keeps the whole time, with fewer moments. */
  void giveUpMost() {
    while (points.size() > FEW_POINTS) {
      thin();
    }
  }

  long bytes() {
    return points.size() * POINT_BYTES;
  }

  /** In the order of time, with the latest in any case. */
  public List<Point> all() {
    List<Point> all = new ArrayList<>(points);
    Point last = latest;
    if (last != null && (all.isEmpty() || !all.get(all.size() - 1).equals(last))) {
      all.add(last);
    }
    return all;
  }
}
