package dev.headway.internal.terminal.layout;

import dev.headway.internal.terminal.format.AmountFormat;
import dev.headway.internal.terminal.format.CellWidth;
import dev.headway.internal.terminal.format.Formats;
import dev.headway.internal.terminal.format.ProblemsFormat;
import dev.headway.internal.terminal.format.Shares;
import dev.headway.internal.terminal.format.Theme;
import dev.headway.progress.Row;

/**
 * What the bars of a frame need, as far as it is known. Joined with the needs of the frame before,
 * no column shrinks while a reader looks at it.
 *
 * @param rows how many bars there are
 * @param label the cells of the longest label
 * @param weighed whether one goes by weight
 * @param known whether the total of one is known
 * @param count the cells of the longest count
 * @param failing whether one is a job, of which tasks may fail
 * @param problems the cells of the shortest text on what failed
 * @param allProblems the cells of a text on all that did not go well
 * @param elapsed the cells of the longest time that has passed
 * @param doubt the cells that must stay free for characters of uncertain width
 */
record ColumnNeeds(
    int rows,
    int label,
    boolean weighed,
    boolean known,
    int count,
    boolean failing,
    int problems,
    int allProblems,
    int elapsed,
    int doubt) {

  static final ColumnNeeds NONE = new ColumnNeeds(0, 0, false, false, 0, false, 0, 0, 0, 0);

  /**
   * Returns the needs of one row.
   *
   * @param job whether it is known to be a job
   */
  static ColumnNeeds of(Row row, boolean job, Theme theme) {
    String label = Formats.label(row);
    int problems = ProblemsFormat.leastCells(row.counts(), row.unit(), theme);
    boolean known = Shares.percent(row) != null;
    return new ColumnNeeds(
        1,
        CellWidth.of(label),
        Shares.needsByWeight(row),
        known,
        AmountFormat.widest(row),
        job || row.running() > 0 || row.workers() > 0 || row.starting() > 0 || problems > 0,
        problems,
        ProblemsFormat.allCells(row.counts(), row.unit(), theme),
        Formats.elapsed(row.elapsedNanos()).length(),
        CellWidth.doubt(label));
  }

  ColumnNeeds withRows(int count) {
    return new ColumnNeeds(
        Math.max(rows, count),
        label,
        weighed,
        known,
        this.count,
        failing,
        problems,
        allProblems,
        elapsed,
        doubt);
  }

  ColumnNeeds and(ColumnNeeds other) {
    return new ColumnNeeds(
        Math.max(rows, other.rows),
        Math.max(label, other.label),
        weighed || other.weighed,
        known || other.known,
        Math.max(count, other.count),
        failing || other.failing,
        Math.max(problems, other.problems),
        Math.max(allProblems, other.allProblems),
        Math.max(elapsed, other.elapsed),
        Math.max(doubt, other.doubt));
  }
}
