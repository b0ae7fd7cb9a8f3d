package dev.headway.internal.run;

import dev.headway.internal.display.LiveDisplay;
import dev.headway.internal.progress.ProgressTracker;
import dev.headway.internal.resume.InputPlan;
import dev.headway.internal.resume.JournalConfig;
import dev.headway.internal.resume.RunJournal;
import dev.headway.progress.Counts;
import dev.headway.progress.ProgressListener;
import dev.headway.progress.Row;
import dev.headway.progress.Ticker;
import dev.headway.progress.Unit;
import dev.headway.progress.Weight;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a job.
 *
 * @param window how many inputs may be taken and not delivered; 0 if the run is to choose
 * @param weightUnit what the weights count, or null without a weigher
 * @param total the declared number of inputs, or null
 * @param windowWeight how much the inputs may weigh that were taken and not delivered; 0 without a
 *     bound
 * @param perSecond how many tasks may start per second, or null
 * @param timeout how long a task may run, or null
 * @param retries which tasks are tried again, and when
 * @param totalWeight the declared weight of all inputs, or null
 * @param alreadyDone what the caller says was done before
 * @param journal how the journal is kept, or null without one
 * @param longestFirst true to begin what took longest in an earlier run before the rest
 */
public record JobConfig<A extends @Nullable Object>(
    String name,
    InputSource<A> source,
    @Nullable ToLongFunction<? super A> weigher,
    @Nullable Unit weightUnit,
    @Nullable Long total,
    int window,
    long windowWeight,
    boolean ordered,
    @Nullable Double perSecond,
    @Nullable Duration timeout,
    RetryPolicy retries,
    @Nullable Long totalWeight,
    AlreadyDone alreadyDone,
    @Nullable JournalConfig<? super A> journal,
    boolean longestFirst,
    LiveDisplay display,
    List<ProgressListener> listeners) {

  /** To read more inputs ahead would hold up the first task for more than a moment. */
  private static final long MAX_READ = 50_000;

  /** What was done before a job, and is not in its source. */
  public record AlreadyDone(long inputs, long weight) {
    private static final AlreadyDone NOTHING = new AlreadyDone(0, 0);
  }

  /** Returns the default settings of a job. */
  public static <A extends @Nullable Object> JobConfig<A> of(
      InputSource<A> source, LiveDisplay display, List<ProgressListener> listeners) {
    return new JobConfig<>(
        "",
        source,
        null,
        null,
        null,
        0,
        0,
        true,
        null,
        null,
        RetryPolicy.NONE,
        null,
        AlreadyDone.NOTHING,
        null,
        false,
        display,
        listeners);
  }

  /** A mutable copy: what a job can set. */
  public final class Draft {
    private String name = name();
    private @Nullable ToLongFunction<? super A> weigher = weigher();
    private @Nullable Unit weightUnit = weightUnit();
    private @Nullable Long total = JobConfig.this.total();
    private int window = JobConfig.this.window();
    private long windowWeight = JobConfig.this.windowWeight();
    public boolean ordered = ordered();
    private @Nullable Double perSecond = JobConfig.this.perSecond();
    private @Nullable Duration timeout = JobConfig.this.timeout();
    public RetryPolicy retries = retries();
    private @Nullable Long totalWeight = JobConfig.this.totalWeight();
    private AlreadyDone alreadyDone = JobConfig.this.alreadyDone();
    @Nullable public JournalConfig<? super A> journal = journal();
    public boolean longestFirst = longestFirst();

    public void named(String label) {
      name = Objects.requireNonNull(label, "name");
    }

    public void weighedBy(ToLongFunction<? super A> function, Unit unit) {
      weigher = function;
      weightUnit = Objects.requireNonNull(unit, "unit");
    }

    public void window(int inputs) {
      if (inputs < 1 || inputs > ResultBuffer.LARGEST) {
        throw new IllegalArgumentException(
            "A window holds 1 to 1,048,576 inputs, not " + inputs + ".");
      }
      window = inputs;
    }

    public void windowWeight(long weight) {
      if (weight < 1) {
        throw new IllegalArgumentException(
            "A window holds a weight of at least 1, not " + weight + ".");
      }
      windowWeight = weight;
    }

    public void total(long inputs) {
      if (inputs < 0) {
        throw new IllegalArgumentException("A total is at least 0, not " + inputs + ".");
      }
      total = inputs;
    }

    public void totalWeight(long weight) {
      if (weight < 0) {
        throw new IllegalArgumentException("A total weight is at least 0, not " + weight + ".");
      }
      totalWeight = weight;
    }

    public void alreadyDone(long inputs, long weight) {
      if (inputs < 0 || weight < 0) {
        throw new IllegalArgumentException(
            "What is already done is at least 0, not " + Math.min(inputs, weight) + ".");
      }
      alreadyDone = new AlreadyDone(inputs, weight);
    }

    public void perSecond(double tasks) {
      if (!(tasks > 0 && tasks < Double.POSITIVE_INFINITY)) { // NaN too.
        throw new IllegalArgumentException("A rate is above 0 per second, not " + tasks + ".");
      }
      perSecond = tasks;
    }

    public void timeout(Duration limit) {
      if (limit.isZero() || limit.isNegative()) {
        throw new IllegalArgumentException("A timeout is above 0, not " + limit + ".");
      }
      timeout = limit.compareTo(RetryPolicy.FOR_EVER) < 0 ? limit : RetryPolicy.FOR_EVER;
    }
  }

  /** Returns a changed copy. */
  public JobConfig<A> with(Consumer<JobConfig<A>.Draft> change) {
    Draft draft = new Draft();
    change.accept(draft);
    return new JobConfig<>(
        draft.name,
        source,
        draft.weigher,
        draft.weightUnit,
        draft.total,
        draft.window,
        draft.windowWeight,
        draft.ordered,
        draft.perSecond,
        draft.timeout,
        draft.retries,
        draft.totalWeight,
        draft.alreadyDone,
        draft.journal,
        draft.longestFirst,
        display,
        listeners);
  }

  /** Returns the rate in words: {@code at most 10 per second}. */
  String rateText() {
    double rate = perSecond == null ? 0 : perSecond;
    boolean whole = rate == Math.rint(rate) && rate < 1e15;
    return "at most "
        + (whole ? Long.toString((long) rate) : Double.toString(rate))
        + " per second";
  }

  /** Returns the clock of the display. */
  Ticker ticker() {
    return display.ticker();
  }

  /** Returns the time by the clock of the display. */
  long now() {
    return ticker().nanoTime();
  }

  /**
   * Opens the journal; null if there is none.
   *
   * @param loader finds the classes of stored values
   */
  public <B extends @Nullable Object> @Nullable RunJournal<A, B> openJournal(
      @Nullable ClassLoader loader) {
    return journal == null ? null : RunJournal.open(journal, name, loader, now());
  }

  /**
   * Looks at the inputs before the run: refuses them if they cannot be told apart, as far as that
   * can be seen, and reads all if earlier runs tell of them and that is worth it.
   *
   * @param journal open; null without one
   * @param count how many inputs there are; null if it is not known
   * @return null if the source is to be read while tasks run
   */
  @Nullable InputPlan<A> plan(@Nullable RunJournal<A, ?> journal, @Nullable Long count) {
    if (longestFirst && (journal == null || !source.repeatable())) {
      throw new IllegalArgumentException(
          "Only a collection, with a journal, can begin with what took longest before. Leave out"
              + " longestFirst(), or give the job these.");
    }
    Long size = source.size().get();
    if (journal == null || !source.repeatable() || size == null) {
      return null;
    }
    Iterator<? extends A> inputs = source.open().get();
    if (inputs.hasNext()) {
      journal.check(inputs.next());
    }
    boolean worth = longestFirst || size.equals(count) && size <= MAX_READ;
    return worth && journal.hasRecords()
        ? journal.plan(source.open().get(), size.intValue(), longestFirst)
        : null;
  }

  /**
   * Tells a tracker what is known of the whole before the run.
   *
   * @param count how many inputs the source has; null if it is not known
   */
  void declareTotals(ProgressTracker tracker, @Nullable Long count) {
    tracker
        .before()
        .add(alreadyDone.inputs, weigher == null ? alreadyDone.inputs : alreadyDone.weight);
    if (count != null) {
      tracker.total(count + alreadyDone.inputs);
    }
    if (weigher != null && totalWeight != null) {
      tracker.totalWeight(totalWeight);
    } else if (weigher != null && source.repeatable()) {
      tracker.totalWeight(weighAll() + alreadyDone.weight);
    }
  }

  /**
   * Returns the row of a run that has not begun. Nothing is weighed for it.
   *
   * @param closed true if it will not begin any more
   */
  public Row firstRow(JobExecutor<?> executor, boolean closed) {
    Long count = total == null ? source.size().get() : total;
    long earlier = weigher == null ? alreadyDone.inputs : alreadyDone.weight;
    Row.Builder row = new Row.Builder();
    row.label = name;
    row.workers = executor.count();
    row.counts = new Counts(0, 0, 0, 0, 0, 0, alreadyDone.inputs);
    row.total = count == null ? null : (Long) (count + alreadyDone.inputs);
    Long whole = weigher == null ? row.total : totalWeight;
    row.fraction = whole == null || whole == 0 ? null : (Double) ((double) earlier / whole);
    row.weight = weightUnit == null ? null : new Weight(weightUnit, earlier, whole);
    row.state = closed ? Row.State.STOPPED : Row.State.RUNNING;
    return row.build();
  }

  /** Returns the weight of an input: 1 without a weigher. */
  long weigh(A input) {
    if (weigher == null) {
      return 1;
    }
    return Math.max(0, weigher.applyAsLong(input));
  }

  /** Returns the weight of all inputs together; only for a repeatable source. */
  long weighAll() {
    long weight = 0;
    for (Iterator<? extends A> all = source.open().get(); all.hasNext(); ) {
      weight += weigh(all.next());
    }
    return weight;
  }
}
