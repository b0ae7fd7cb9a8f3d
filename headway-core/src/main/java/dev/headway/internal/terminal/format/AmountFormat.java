package dev.headway.internal.terminal.format;

import dev.headway.progress.Row;
import dev.headway.progress.Unit;
import dev.headway.progress.Weight;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Counts as people read them. While a job runs, large numbers are short and rounded down, so that
 * no part looks like the whole. At its end they are exact.
 */
public final class AmountFormat {

  /** From this total on a reader needs no single steps. */
  private static final long LARGE = 100_000;

  /** From this number on digits are in groups. */
  private static final long GROUPED = 10_000;

  private static final String[] BYTES = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};
  private static final String[] ITEMS = {"", "k", "M", "G", "T", "P", "E"};

  private AmountFormat() {}

  /** What is done of all, such as {@code 19/80}, {@code 1.2/3.4 GB}, {@code 91 done}. */
  public static String progress(Row row) {
    Weight weight = row.weight();
    if (weight != null && Shares.isInBytes(row)) {
      return progress(weight.done(), weight.total(), Unit.BYTES);
    }
    return inputs(row);
  }

  /** How many inputs are done of all, also if they are shown by their weights. */
  public static String inputs(Row row) {
    return progress(Shares.done(row), row.total(), row.unit());
  }

  public static String progress(long done, @Nullable Long total, Unit unit) {
    if (total == null) {
      String number = unit == Unit.BYTES ? bytes(done) : done < LARGE ? "" + done : shortened(done);
      return number + " done";
    }
    if (unit == Unit.BYTES) {
      int multiple = multiple(total);
      return scaled(done, multiple) + "/" + scaled(total, multiple) + " " + BYTES[multiple];
    }
    return total < LARGE ? done + "/" + total : shortened(done) + "/" + shortened(total);
  }

  /** The cells that the progress of a row takes at most, as long as its total is right. */
  public static int widest(Row row) {
    Weight weight = row.weight();
    if (weight != null && Shares.isInBytes(row)) {
      Long all = weight.total();
      long heaviest = all == null ? weight.done() : Math.max(all, weight.done());
      return progress(heaviest, all, Unit.BYTES).length();
    }
    Long total = row.total();
    long most = total == null ? row.counts().settled() : Math.max(total, row.counts().settled());
    return progress(most, total, row.unit()).length();
  }

  /** A number to its last digit, such as {@code 1,800,000}; bytes as {@code 1.2 GB}. */
  public static String exact(long count, Unit unit) {
    if (unit == Unit.BYTES) {
      return bytes(count);
    }
    return count < GROUPED ? Long.toString(count) : String.format(Locale.ROOT, "%,d", count);
  }

  /** An amount of bytes, such as {@code 1.2 GB}, rounded down. */
  public static String bytes(long count) {
    int multiple = multiple(count);
    return scaled(count, multiple) + " " + BYTES[multiple];
  }

  /** A large number in four characters, such as {@code 693k}, {@code 2.0M}. */
  private static String shortened(long count) {
    int multiple = multiple(count);
    String digits = scaled(count, multiple);
    return (digits.length() > 3 ? digits.substring(0, digits.indexOf('.')) : digits)
        + ITEMS[multiple];
  }

  private static int multiple(long count) {
    int multiple = 0;
    for (long rest = count; rest >= 1000; rest /= 1000) {
      multiple++;
    }
    return multiple;
  }

  /** The number of these multiples, with one decimal from the thousands on. */
  private static String scaled(long count, int multiple) {
    if (multiple == 0) {
      return Long.toString(count);
    }
    long tenths = count / 100;
    for (int i = 1; i < multiple; i++) {
      tenths /= 1000;
    }
    return tenths / 10 + "." + tenths % 10;
  }
}
