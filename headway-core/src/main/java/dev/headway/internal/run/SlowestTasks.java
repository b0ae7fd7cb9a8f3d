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
  private static final int KEPT = 5;

  private final List<Summary.Slow> kept = new ArrayList<>(KEPT + 1); // Guarded by this.

  /** What a task must exceed to be kept, in nanoseconds. */
  private volatile long least = -1;

  void ended(Outcome<?, ?> outcome, long nanos) {
    if (nanos > least) {
      Supplier<String> input = UserText.later(outcome.input(), ControlEscapes.MAX_LENGTH);
      add(new Summary.Slow(outcome.index(), input, nanos));
    }
  }

  private synchronized void add(Summary.Slow task) {
    kept.add(task);
    kept.sort(Comparator.comparingLong(Summary.Slow::nanos).reversed());
    if (kept.size() > KEPT) {
      kept.remove(KEPT);
      least = kept.get(KEPT - 1).nanos();
    }
  }

  /** The longest first. Each has its text made when it is asked for it. */
  synchronized List<Summary.Slow> list() {
    return List.copyOf(kept);
  }
}
