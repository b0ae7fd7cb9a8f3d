package dev.headway.internal.terminal.layout;

import dev.headway.progress.Forecast;
import dev.headway.progress.Row;
import dev.headway.progress.Unit;
import java.util.List;

/** Many jobs as one row: what they have done together, and when the last of them will be ready. */
final class JobGroup {

  /** The number of no job. */
  private static final long NO_ID = -1;

  private JobGroup() {}

  /** Adds up rows. What is not known of one is not known of all. */
  static Row sum(List<Row> rows) {
    Row.Builder sum = new Row.Builder();
    sum.id = NO_ID;
    sum.label = rows.size() + " jobs";
    sum.unit = rows.stream().allMatch(row -> row.unit() == Unit.BYTES) ? Unit.BYTES : Unit.ITEMS;
    long total = 0;
    boolean known = rows.stream().allMatch(row -> row.total() != null && row.unit() == sum.unit);
    long low = 0;
    long likely = 0;
    long high = 0;
    boolean foretold = true;
    for (Row row : rows) {
      sum.counts = sum.counts.plus(row.counts());
      Long itsTotal = row.total();
      total += itsTotal == null ? 0 : itsTotal;
      sum.running += row.running();
      sum.elapsedNanos = Math.max(sum.elapsedNanos, row.elapsedNanos());
      Forecast forecast = row.forecast();
      boolean done = itsTotal != null && row.counts().settled() >= itsTotal;
      foretold &= forecast != null || done;
      if (forecast != null) {
        low = Math.max(low, forecast.lowNanos());
        likely = Math.max(likely, forecast.likelyNanos());
        high = Math.max(high, forecast.highNanos());
      }
    }
    sum.total = known ? (Long) total : null;
    sum.fraction = known && total > 0 ? (Double) ((double) sum.counts.settled() / total) : null;
    sum.forecast = foretold && likely > 0 ? new Forecast(low, likely, high) : null;
    return sum.build();
  }
}
