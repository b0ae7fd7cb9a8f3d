package dev.headway.internal.run;

import dev.headway.internal.text.ControlEscapes;
import dev.headway.internal.text.UserText;
import dev.headway.progress.Summary;
import dev.headway.work.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/**
 * The tasks of a run that took longest. A task that is not among them costs a read. Their inputs
 * are asked for their texts when the list is, by whoever wants it, and kept until then.
 */
final class SlowestTasks {
  private static final int MAX = 5;

  private final List<Summary.Slow> slowest = new ArrayList<>(MAX + 1); // Guarded by this.

  /** What a task must exceed to be kept, in nanoseconds. */
  private volatile long threshold = -1;

  void ended(Outcome<?, ?> outcome, long nanos) {
    if (nanos > threshold) {
      Supplier<String> input = UserText.later(outcome.input(), ControlEscapes.MAX_LENGTH);
      add(new Summary.Slow(outcome.index(), input, nanos));
    }
  }

  private synchronized void add(Summary.Slow task) {
    slowest.add(task);
    slowest.sort(Comparator.comparingLong(Summary.Slow::nanos).reversed());
    if (slowest.size() > MAX) {
      slowest.remove(MAX);
      threshold = slowest.get(MAX - 1).nanos();
    }
  }

  /** The longest first. Each has its text made when it is asked for it. */
  synchronized List<Summary.Slow> list() {
    return List.copyOf(slowest);
  }
}
