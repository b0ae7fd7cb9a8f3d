package dev.headway.internal.terminal.format;

import dev.headway.progress.Row;
import dev.headway.progress.Unit;
import dev.headway.progress.Weight;
import org.jspecify.annotations.Nullable;

/** What part of a row is done, and how fast. What is unknown is null. */
public final class Shares {

  private static final long SECOND = 1_000_000_000L;

  private Shares() {}

  /** The part done in whole percent, rounded down; null if unknown. 100 only if all is done. */
  public static @Nullable Long percent(Row row) {
    if (row.complete() && row.total() != null) {
      return 100L;
    }
    Double fraction = fraction(row);
    if (fraction == null) {
      return null;
    }
    // A hundredth may have no exact binary form: 0.29 * 100 is a little less than 29.
    long floor = (long) Math.floor(fraction * 100 + 1e-9);
    Long total = row.total();
    boolean all = total != null && done(row) >= total;
    return floor == 100 && !all ? 99L : floor;
  }

  /** How many are done. What was cancelled before its end is not. */
  public static long done(Row row) {
    return row.counts().settled();
  }

  /** The part that is done, as the counts say or else by weight; null if unknown. */
  public static @Nullable Double fraction(Row row) {
    Long total = row.total();
    return total == null || total == 0 || isWeighed(row)
        ? row.fraction()
        : (Double) ((double) done(row) / total);
  }

  /** Whether the part that is done goes by weight: it says something else than the counts. */
  public static boolean isWeighed(Row row) {
    Double fraction = row.fraction();
    Long total = row.total();
    if (fraction == null || total == null || total == 0) {
      return fraction != null && total == null;
    }
    double settled = (double) row.counts().settled() / total;
    double done = (double) done(row) / total;
    return Math.abs(fraction - settled) > 1e-9 && Math.abs(fraction - done) > 1e-9;
  }

  /** Whether the amounts of a job are shown as its weights, in bytes, and not as its inputs. */
  public static boolean isInBytes(Row row) {
    Weight weight = row.weight();
    return weight != null && weight.unit() == Unit.BYTES;
  }

  /** Whether the percentage needs the words that it goes by weight. */
  public static boolean needsByWeight(Row row) {
    return isWeighed(row) && !isInBytes(row);
  }

  /**
   * How many ended per second over the whole time; null if that is too short to tell. What was
   * cancelled, or done before this run, is no work.
   */
  public static @Nullable Double meanRate(Row row) {
    long done = row.counts().ended();
    return done == 0 || row.elapsedNanos() < SECOND / 10 ? null : done * 1e9 / row.elapsedNanos();
  }
}
