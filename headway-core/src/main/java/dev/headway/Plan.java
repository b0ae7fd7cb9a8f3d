package dev.headway;

import dev.headway.progress.Display;
import dev.headway.progress.ProgressListener;
import dev.headway.work.TaskFunction;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run is to do: the settings of a job as data.
 *
 * @param window how many inputs may be taken and not delivered; 0 if the run is to choose
 * @param total the declared number of inputs, or null
 * @param timeout how long a task may run, or null
 * @param attempts how often a task is tried at the most
 */
record Plan<A extends @Nullable Object, B extends @Nullable Object>(
    String name,
    Source<A> source,
    TaskFunction<? super A, ? extends B> function,
    @Nullable Weigher<? super A> weigher,
    @Nullable Long total,
    int window,
    boolean ordered,
    @Nullable Duration timeout,
    int attempts,
    Display display,
    List<ProgressListener> listeners) {

  Plan<A, B> named(String newName) {
    return new Plan<>(
        newName, source, function, weigher, total, window, ordered, timeout, attempts, display,
        listeners);
  }

  Plan<A, B> asCompleted() {
    return new Plan<>(
        name, source, function, weigher, total, window, false, timeout, attempts, display,
        listeners);
  }

  Plan<A, B> weighedBy(Weigher<? super A> newWeigher) {
    return new Plan<>(
        name,
        source,
        function,
        newWeigher,
        total,
        window,
        ordered,
        timeout,
        attempts,
        display,
        listeners);
  }

  Plan<A, B> window(int newWindow) {
    return new Plan<>(
        name, source, function, weigher, total, newWindow, ordered, timeout, attempts, display,
        listeners);
  }

  Plan<A, B> total(long newTotal) {
    return new Plan<>(
        name, source, function, weigher, newTotal, window, ordered, timeout, attempts, display,
        listeners);
  }

  Plan<A, B> timeout(Duration newTimeout) {
    return new Plan<>(
        name,
        source,
        function,
        weigher,
        total,
        window,
        ordered,
        newTimeout,
        attempts,
        display,
        listeners);
  }

  Plan<A, B> attempts(int newAttempts) {
    return new Plan<>(
        name,
        source,
        function,
        weigher,
        total,
        window,
        ordered,
        timeout,
        newAttempts,
        display,
        listeners);
  }

  <C extends @Nullable Object> Plan<A, C> mapping(
      TaskFunction<? super A, ? extends C> newFunction) {
    return new Plan<>(
        name,
        source,
        newFunction,
        weigher,
        total,
        window,
        ordered,
        timeout,
        attempts,
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
    try {
      return Math.max(0, weigher.weigh(input));
    } catch (Throwable e) { // Errors too, as of a task: it costs the weight of this input alone.
      return 0; // As documented: what cannot be weighed has no share in the progress.
    }
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
