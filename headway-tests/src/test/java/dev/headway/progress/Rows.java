package dev.headway.progress;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes rows for tests: a running one of 40 items, with whatever else is said. Immutable. */
public record Rows(Row row) {

  public static final long SECOND = 1_000_000_000L;

  public static Rows named(String label) {
    Row.Builder row = new Row.Builder();
    row.id = 1;
    row.label = label;
    row.total = 40L;
    row.running = 8;
    row.fraction = 0.0;
    return new Rows(row.build());
  }

  public Rows id(long id) {
    return with(row -> row.id = id);
  }

  public Rows depth(int depth) {
    return with(row -> row.depth = depth);
  }

  public Rows total(@Nullable Long total) {
    return counts(row.unit(), total, row.counts());
  }

  public Rows bytes(long total) {
    return counts(Unit.BYTES, total, row.counts());
  }

  public Rows done(long succeeded) {
    return done(succeeded, 0, 0, 0);
  }

  public Rows done(long succeeded, long failed, long crashed, long cancelled) {
    return counts(row.unit(), row.total(), new Counts(succeeded, failed, 0, crashed, cancelled, 0));
  }

  public Rows counts(
      long succeeded, long failed, long timedOut, long crashed, long cancelled, long retried) {
    return counts(
        row.unit(),
        row.total(),
        new Counts(succeeded, failed, timedOut, crashed, cancelled, retried));
  }

  /** The same, of which some were done before. */
  public Rows before(long inputs) {
    Counts now = row.counts();
    return counts(
        row.unit(),
        row.total(),
        new Counts(
            now.succeeded() - inputs,
            now.failed(),
            now.timedOut(),
            now.crashed(),
            now.cancelled(),
            now.retried(),
            inputs));
  }

  public Rows starting(int workers) {
    return with(row -> row.starting = workers);
  }

  public Rows workers(int workers) {
    return with(row -> row.workers = workers);
  }

  public Rows typical(double seconds) {
    return with(row -> row.typicalNanos = (long) (seconds * SECOND));
  }

  public Rows fraction(@Nullable Double fraction) {
    return with(row -> row.fraction = fraction);
  }

  public Rows weight(Unit unit, long done, @Nullable Long total) {
    return with(row -> row.weight = new Weight(unit, done, total));
  }

  public Rows elapsed(double seconds) {
    return with(row -> row.elapsedNanos = (long) (seconds * SECOND));
  }

  public Rows rate(@Nullable Double rate) {
    return with(row -> row.rate = rate);
  }

  public Rows rest(double low, double likely, double high) {
    return with(
        row ->
            row.forecast =
                new Forecast(
                    (long) (low * SECOND), (long) (likely * SECOND), (long) (high * SECOND)));
  }

  public Rows state(Row.State state) {
    return with(row -> row.state = state);
  }

  public Rows note(String note) {
    return with(row -> row.note = note);
  }

  public Rows stalled(int stalled) {
    return with(row -> row.stalled = stalled);
  }

  public Rows running(int running, RunningTask... longest) {
    return with(
        row -> {
          row.running = running;
          row.longest = List.of(longest);
        });
  }

  private Rows counts(Unit unit, @Nullable Long total, Counts counts) {
    return with(
        row -> {
          row.unit = unit;
          row.total = total;
          row.counts = counts;
          row.fraction =
              total == null || total == 0 ? null : (Double) ((double) counts.settled() / total);
        });
  }

  private Rows with(Consumer<Row.Builder> change) {
    Row.Builder changed = row.toBuilder();
    change.accept(changed);
    return new Rows(changed.build());
  }
}
