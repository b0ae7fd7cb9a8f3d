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
 * Keeps the tasks of a run that took longest, each by its longest attempt. Any other task costs one
 * read. Their inputs are kept, and make their texts when a caller asks for the list.
 */
final class SlowestTasks {
  private static final int MAX = 5;

  private final List<Summary.Slow> slowest = new ArrayList<>(MAX + 1); // Guarded by this.

  /** The nanoseconds that a task must exceed to be kept. */
  private volatile long threshold = -1;

  void ended(Outcome<?, ?> outcome, long nanos) {
    if (nanos > threshold) {
      Supplier<String> input = UserText.later(outcome.input(), ControlEscapes.MAX_LENGTH);
      add(new Summary.Slow(outcome.index(), input, nanos));
    }
  }

  private synchronized void add(Summary.Slow task) {
    boolean known =
        slowest.stream()
            .anyMatch(other -> other.index() == task.index() && other.nanos() >= task.nanos());
    if (known) {
      return;
    }
    slowest.removeIf(other -> other.index() == task.index());
    slowest.add(task);
    slowest.sort(Comparator.comparingLong(Summary.Slow::nanos).reversed());
    if (slowest.size() > MAX) {
      slowest.remove(MAX);
      threshold = slowest.get(MAX - 1).nanos();
    }
  }

  /** Returns the tasks, the longest first. Each makes its text when it is asked for it. */
  synchronized List<Summary.Slow> list() {
    return List.copyOf(slowest);
  }
}
