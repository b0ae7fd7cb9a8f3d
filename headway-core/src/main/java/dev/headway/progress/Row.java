package dev.headway.progress;

import dev.headway.internal.text.ControlEscapes;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The numbers of one progress at one instant. What is unknown is null, never 0. Immutable. */
public final class Row {

  /** Whether a progress goes on. */
  public enum State {
    /** It goes on. */
    RUNNING,
    /** It came to its end, with or without failures. */
    FINISHED,
    /** It was given up: cancelled, or its owner failed. */
    STOPPED
  }

  /**
   * The values of a row, for tests of views. The method of {@link Row} with the same name describes
   * each field. Not safe for use by several threads.
   */
  public static final class Builder implements Cloneable {

    /** See {@link Row#id()}. */
    public long id;

    /** See {@link Row#depth()}. */
    public int depth;

    /** See {@link Row#label()}. */
    public String label = "";

    /** See {@link Row#unit()}. */
    public Unit unit = Unit.ITEMS;

    /** See {@link Row#total()}. */
    public @Nullable Long total;

    /** See {@link Row#counts()}. */
    public Counts counts = new Counts(0, 0, 0, 0, 0, 0);

    /** See {@link Row#running()}. */
    public int running;

    /** See {@link Row#workers()}. */
    public int workers;

    /** See {@link Row#starting()}. */
    public int starting;

    /** See {@link Row#workersUp()}. */
    public int workersUp;

    /** See {@link Row#stalled()}. */
    public int stalled;

    /** See {@link Row#fraction()}. */
    public @Nullable Double fraction;

    /** See {@link Row#weight()}. */
    public @Nullable Weight weight;

    /** See {@link Row#elapsedNanos()}. */
    public long elapsedNanos;

    /** See {@link Row#rate()}. */
    public @Nullable Double rate;

    /** See {@link Row#forecast()}. */
    public @Nullable Forecast forecast;

    /** See {@link Row#state()}. */
    public State state = State.RUNNING;

    /** See {@link Row#note()}. */
    public String note = "";

    /** See {@link Row#typicalNanos()}. */
    public @Nullable Long typicalNanos;

    /** See {@link Row#accuracy()}. */
    public @Nullable Accuracy accuracy;

    /** See {@link Row#longest()}. */
    public List<RunningTask> longest = List.of();

    /** Everything is 0, empty or unknown. */
    public Builder() {}

    /** {@return a row of these values} */
    public Row build() {
      Builder copy = copy();
      copy.longest = List.copyOf(longest);
      return new Row(copy);
    }

    private Builder copy() {
      try {
        return (Builder) clone();
      } catch (CloneNotSupportedException e) {
        throw new IllegalStateException("It can be cloned.", e);
      }
    }
  }

  /** Never changed, and never given away. */
  private final Builder values;

  private Row(Builder values) {
    this.values = values;
  }

  /**
   * A builder with the values of this row, to make one that differs a little.
   *
   * @return a new builder
   */
  public Builder toBuilder() {
    return values.copy();
  }

  /**
   * The same row with another prediction.
   *
   * @param rate how many end per second, or null
   * @param forecast the time left, or null
   * @return a new row
   */
  public Row with(@Nullable Double rate, @Nullable Forecast forecast) {
    Builder changed = toBuilder();
    changed.rate = rate;
    changed.forecast = forecast;
    return new Row(changed);
  }

  /**
   * Tells whether everything is done: it ended, and as many are settled as there were.
   *
   * @return true if this may be called 100 %
   */
  public boolean complete() {
    Long total = values.total;
    return values.state == State.FINISHED && (total == null || values.counts.settled() == total);
  }

  /** {@return tells the rows of one process apart; the same in all snapshots} */
  public long id() {
    return values.id;
  }

  /** {@return 0, or one more than the row that this one is nested in} */
  public int depth() {
    return values.depth;
  }

  /** {@return what is being done; may be empty} */
  public String label() {
    return values.label;
  }

  /** {@return what is counted} */
  public Unit unit() {
    return values.unit;
  }

  /**
   * {@return how many there are in all, or null if that is not known. As declared: the true count
   * may turn out higher or lower}
   */
  public @Nullable Long total() {
    return values.total;
  }

  /** {@return how many ended, and how} */
  public Counts counts() {
    return values.counts;
  }

  /** {@return how many are being worked on at this instant; 0 for a progress advanced by hand} */
  public int running() {
    return values.running;
  }

  /** {@return how many tasks can run at once; 0 if that is not known, as when advanced by hand} */
  public int workers() {
    return values.workers;
  }

  /** {@return how many workers are starting, before the first of them has begun a task; then 0} */
  public int starting() {
    return values.starting;
  }

  /**
   * {@return how many of the workers have begun a task of this job by now; 0 for a progress
   * advanced by hand}
   */
  public int workersUp() {
    return values.workersUp;
  }

  /**
   * {@return how many of the workers that have a task have shown no activity for some seconds, as
   * if their processes were stopped}
   */
  public int stalled() {
    return values.stalled;
  }

  /**
   * {@return the part that is done, by weight if there are weights, where 1 is all; above 1 if the
   * total was too low; null if it is not known}
   */
  public @Nullable Double fraction() {
    return values.fraction;
  }

  /** {@return what is done by weight; null if the inputs have no weights} */
  public @Nullable Weight weight() {
    return values.weight;
  }

  /** {@return the time since the start, in nanoseconds, by the {@link Ticker} of the display} */
  public long elapsedNanos() {
    return values.elapsedNanos;
  }

  /**
   * {@return how many end per second, of late while it goes on, in the whole time once it is over;
   * null before there is evidence}
   */
  public @Nullable Double rate() {
    return values.rate;
  }

  /** {@return the time left, or null if it is not known} */
  public @Nullable Forecast forecast() {
    return values.forecast;
  }

  /** {@return whether it goes on} */
  public State state() {
    return values.state;
  }

  /**
   * {@return why it stands still, or what the prediction follows from, in a few words; empty if
   * there is nothing to say}
   */
  public String note() {
    return values.note;
  }

  /**
   * {@return half of the tasks that ended took less than this, in nanoseconds; null if it is not
   * known}
   */
  public @Nullable Long typicalNanos() {
    return values.typicalNanos;
  }

  /**
   * {@return how good the forecasts were, in the last row of a progress; null before, and if it was
   * too short to tell}
   */
  public @Nullable Accuracy accuracy() {
    return values.accuracy;
  }

  /**
   * {@return those of the running tasks that have been running for longest, the oldest first; 64 at
   * most, and none that have just begun}
   */
  public List<RunningTask> longest() {
    return values.longest;
  }

  private Object[] named() {
    return new @Nullable Object[] {
      "id", values.id,
      "depth", values.depth,
      "label", values.label,
      "unit", values.unit,
      "total", values.total,
      "counts", values.counts,
      "running", values.running,
      "workers", values.workers,
      "starting", values.starting,
      "workersUp", values.workersUp,
      "stalled", values.stalled,
      "fraction", values.fraction,
      "weight", values.weight,
      "elapsedNanos", values.elapsedNanos,
      "rate", values.rate,
      "forecast", values.forecast,
      "state", values.state,
      "note", values.note,
      "typicalNanos", values.typicalNanos,
      "accuracy", values.accuracy,
      "longest", values.longest
    };
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Row row && Arrays.equals(named(), row.named());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(named());
  }

  /** The same as of a record, with the names made fit to be shown. */
  @Override
  public String toString() {
    return ControlEscapes.named("Row", named());
  }
}
