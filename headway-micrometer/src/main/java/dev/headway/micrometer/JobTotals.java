package dev.headway.micrometer;

import dev.headway.progress.Counts;
import dev.headway.progress.Row;
import dev.headway.progress.View;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * The numbers of the jobs of one name at one instant. Immutable: a thread that reads while a job
 * ends sees it either as running or as ended, so that no count goes back.
 *
 * @param over what became of the tasks of jobs that ended
 * @param shown the rows of the others, by the view that shows them
 */
record JobTotals(Counts over, Map<View, List<Row>> shown) {
  static final JobTotals NONE = new JobTotals(new Counts(0, 0, 0, 0, 0, 0), Map.of());

  /** Returns the totals after another snapshot of a view, which has these rows of the jobs. */
  JobTotals next(View view, List<Row> rows) {
    Counts ended = over;
    List<Row> open = new ArrayList<>();
    for (Row row : rows) {
      if (row.state() == Row.State.RUNNING) {
        open.add(row);
      } else {
        ended = ended.plus(row.counts());
      }
    }
    Map<View, List<Row>> all = new HashMap<>(shown);
    if (open.isEmpty()) {
      all.remove(view);
    } else {
      all.put(view, List.copyOf(open));
    }
    return new JobTotals(ended, Map.copyOf(all));
  }

  /** Returns the rows of the jobs that run. */
  List<Row> running() {
    return shown.values().stream().flatMap(List::stream).toList();
  }

  /** Returns one of the counts, of all jobs together. */
  long count(ToLongFunction<Counts> which) {
    long sum = which.applyAsLong(over);
    for (Row row : running()) {
      sum += which.applyAsLong(row.counts());
    }
    return sum;
  }

  /** Returns a number of the running jobs, added up. */
  long sum(ToLongFunction<Row> which) {
    return running().stream().mapToLong(which).sum();
  }
}
