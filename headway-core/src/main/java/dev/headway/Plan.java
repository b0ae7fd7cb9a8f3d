package dev.headway;

import dev.headway.progress.Display;
import dev.headway.progress.ProgressListener;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a job as data.
 *
 * @param window how many inputs may be taken and not delivered; 0 if the run is to choose
 * @param total the declared number of inputs, or null
 * @param timeout how long a task may run, or null
 * @param attempts how often a task is tried at the most
 */
record Plan<A extends @Nullable Object>(
    String name,
    Source<A> source,
    @Nullable ToLongFunction<? super A> weigher,
    @Nullable Long total,
    int window,
    boolean ordered,
    @Nullable Duration timeout,
    int attempts,
    Display display,
    List<ProgressListener> listeners) {

  /** The settings of a job for which nothing was set. */
  static <A extends @Nullable Object> Plan<A> of(
      Source<A> source, Display display, List<ProgressListener> listeners) {
    return new Plan<>("", source, null, null, 0, true, null, 1, display, listeners);
  }

  /** A copy while it is changed: what a job can set. */
  final class Draft {
    String name = name();
    @Nullable ToLongFunction<? super A> weigher = weigher();
    @Nullable Long total = total();
    int window = window();
    boolean ordered = ordered();
    @Nullable Duration timeout = timeout();
    int attempts = attempts();
  }

  /** The same with a change. */
  Plan<A> with(Consumer<Plan<A>.Draft> change) {
    Draft draft = new Draft();
    change.accept(draft);
    return new Plan<>(
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

  /** The time by the clock of the display. */
  long now() {
    return display.ticker().nanoTime();
  }

  /** The weight of an input: 1 where nobody weighs. */
  long weigh(A input) {
    if (weigher == null) {
      return 1;
    }
    return Math.max(0, weigher.applyAsLong(input));
  }

  /** The weight of all inputs together; for a source that can be gone over more than once. */
  long weighAll() {
    long weight = 0;
    for (Iterator<? extends A> all = source.open().get(); all.hasNext(); ) {
      weight += weigh(all.next());
    }
    return weight;
  }
}
