package dev.headway.internal.run;

import dev.headway.internal.display.LiveDisplay;
import dev.headway.progress.ProgressListener;
import dev.headway.progress.Ticker;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a job.
 *
 * @param window how many inputs may be taken and not delivered; 0 if the run is to choose
 * @param total the declared number of inputs, or null
 * @param timeout how long a task may run, or null
 * @param attempts how often a task is tried at most
 */
public record JobConfig<A extends @Nullable Object>(
    String name,
    InputSource<A> source,
    @Nullable ToLongFunction<? super A> weigher,
    @Nullable Long total,
    int window,
    boolean ordered,
    @Nullable Duration timeout,
    int attempts,
    LiveDisplay display,
    List<ProgressListener> listeners) {

  /** Returns the default settings of a job. */
  public static <A extends @Nullable Object> JobConfig<A> of(
      InputSource<A> source, LiveDisplay display, List<ProgressListener> listeners) {
    return new JobConfig<>("", source, null, null, 0, true, null, 1, display, listeners);
  }

  /** A mutable copy: what a job can set. */
  public final class Draft {
    public String name = name();
    @Nullable public ToLongFunction<? super A> weigher = weigher();
    @Nullable public Long total = total();
    public int window = window();
    public boolean ordered = ordered();
    @Nullable public Duration timeout = timeout();
    public int attempts = attempts();
  }

  /** Returns a changed copy. */
  public JobConfig<A> with(Consumer<JobConfig<A>.Draft> change) {
    Draft draft = new Draft();
    change.accept(draft);
    return new JobConfig<>(
        draft.name,
        source,
        draft.weigher,
        draft.total,
        draft.window,
        draft.ordered,
        draft.timeout,
        draft.attempts,
        display,
        listeners);
  }

  /** Returns the clock of the display. */
  Ticker ticker() {
    return display.ticker();
  }

  /** Returns the time by the clock of the display. */
  long now() {
    return ticker().nanoTime();
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
