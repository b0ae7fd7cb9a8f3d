package dev.headway.internal.terminal.layout;

import dev.headway.internal.terminal.format.Theme;
import dev.headway.progress.Row;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * Keeps the columns of the bars in their places while any job runs: they only grow. A job with a
 * longer label that ends, or a text that becomes shorter, moves nothing.
 */
final class ColumnKeeper {
  private ColumnNeeds needs = ColumnNeeds.NONE;

  /** Returns the columns for a new frame. When no job runs any more, the next one begins anew. */
  Columns of(List<Row> rows, LongPredicate jobs, int width, Theme theme) {
    if (rows.isEmpty()) {
      needs = ColumnNeeds.NONE;
    }
    for (Row row : rows) {
      needs = needs.and(ColumnNeeds.of(row, jobs.test(row.id()), theme));
    }
    needs = needs.withRows(rows.size());
    return ColumnFitter.fit(needs, width);
  }
}
