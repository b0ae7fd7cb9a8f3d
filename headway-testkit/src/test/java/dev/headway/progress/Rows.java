package dev.headway.terminal;

import dev.headway.progress.Counts;
import dev.headway.progress.Forecast;
import dev.headway.progress.Row;
import dev.headway.progress.RunningTask;
import dev.headway.progress.Unit;
import java.util.List;

/** Makes rows for tests: a running one of 40 items, with whatever else is said. Immutable. */
record Rows(Row row) {

  static final long SECOND = 1_000_000_000L;

  static Rows named(String label) {
    Counts none = new Counts(0, 0, 0, 0, 0, 0);
    return new Rows(
        new Row(
            1,
            0,
            label,
            Unit.ITEMS,
            40L,
            none,
            8,
            0,
            0.0,
            0,
            null,
            null,
            Row.State.RUNNING,
            "",
            null,
            List.of()));
  }

  Rows id(long id) {
    return with(id, row.depth(), row.unit(), row.total(), row.counts(), row.fraction());
  }

  Rows depth(int depth) {
    return with(row.id(), depth, row.unit(), row.total(), row.counts(), row.fraction());
  }

  Rows total(Long total) {
    return counts(row.unit(), total, row.counts());
  }

  Rows bytes(long total) {
    return counts(Unit.BYTES, total, row.counts());
  }

  Rows done(long succeeded) {
    return done(succeeded, 0, 0, 0);
  }

  Rows done(long succeeded, long failed, long crashed, long cancelled) {
    return counts(row.unit(), row.total(), new Counts(succeeded, failed, 0, crashed, cancelled, 0));
  }

  Rows fraction(Double fraction) {
    return with(row.id(), row.depth(), row.unit(), row.total(), row.counts(), fraction);
  }

  Rows elapsed(double seconds) {
    return with((long) (seconds * SECOND), row.rate(), row.forecast(), row.state(), row.note());
  }

  Rows rate(Double rate) {
    return with(row.elapsedNanos(), rate, row.forecast(), row.state(), row.note());
  }

  Rows rest(double low, double likely, double high) {
    Forecast forecast =
        new Forecast((long) (low * SECOND), (long) (likely * SECOND), (long) (high * SECOND));
    return with(row.elapsedNanos(), row.rate(), forecast, row.state(), row.note());
  }

  Rows state(Row.State state) {
    return with(row.elapsedNanos(), row.rate(), row.forecast(), state, row.note());
  }

  Rows note(String note) {
    return with(row.elapsedNanos(), row.rate(), row.forecast(), row.state(), note);
  }

  Rows stalled(int stalled) {
    return new Rows(
        new Row(
            row.id(),
            row.depth(),
            row.label(),
            row.unit(),
            row.total(),
            row.counts(),
            row.running(),
            stalled,
            row.fraction(),
            row.elapsedNanos(),
            row.rate(),
            row.forecast(),
            row.state(),
            row.note(),
            row.accuracy(),
            row.longest()));
  }

  Rows running(int running, RunningTask... longest) {
    return new Rows(
        new Row(
            row.id(),
            row.depth(),
            row.label(),
            row.unit(),
            row.total(),
            row.counts(),
            running,
            row.stalled(),
            row.fraction(),
            row.elapsedNanos(),
            row.rate(),
            row.forecast(),
            row.state(),
            row.note(),
            row.accuracy(),
            List.of(longest)));
  }

  private Rows counts(Unit unit, Long total, Counts counts) {
    Double fraction =
        total == null ? null : total == 0 ? null : (Double) ((double) counts.settled() / total);
    return with(row.id(), row.depth(), unit, total, counts, fraction);
  }

  private Rows with(long id, int depth, Unit unit, Long total, Counts counts, Double fraction) {
    return new Rows(
        new Row(
            id,
            depth,
            row.label(),
            unit,
            total,
            counts,
            row.running(),
            row.stalled(),
            fraction,
            row.elapsedNanos(),
            row.rate(),
            row.forecast(),
            row.state(),
            row.note(),
            row.accuracy(),
            row.longest()));
  }

  private Rows with(long elapsed, Double rate, Forecast forecast, Row.State state, String note) {
    return new Rows(
        new Row(
            row.id(),
            row.depth(),
            row.label(),
            row.unit(),
            row.total(),
            row.counts(),
            row.running(),
            row.stalled(),
            row.fraction(),
            elapsed,
            rate,
            forecast,
            state,
            note,
            row.accuracy(),
            row.longest()));
  }
}
