package dev.headway.internal.run;

import dev.headway.internal.journal.JournalKey;
import org.jspecify.annotations.Nullable;

/**
 * Tasks on their way to one worker, which mostly follow each other in the source; or a single task
 * that is sent again.
 */
public final class InputBatch<A extends @Nullable Object> {
  private final long firstIndex;

  /** The places of the inputs in the source; null if they follow each other there. */
  private final long @Nullable [] indexes;

  private final @Nullable Object[] inputs;

  /** The weights of the inputs, at the same places; null without a weigher. */
  private final long @Nullable [] weights;

  /** What the journal calls the inputs, at the same places; null without a journal. */
  private final @Nullable JournalKey @Nullable [] keys;

  private final int from;
  private final int size;
  private final int returns;
  private final int attempt;

  private InputBatch(
      long firstIndex,
      long @Nullable [] indexes,
      @Nullable Object[] inputs,
      long @Nullable [] weights,
      @Nullable JournalKey @Nullable [] keys,
      int from,
      int size,
      int returns,
      int attempt) {
    this.firstIndex = firstIndex;
    this.indexes = indexes;
    this.inputs = inputs;
    this.weights = weights;
    this.keys = keys;
    this.from = from;
    this.size = size;
    this.returns = returns;
    this.attempt = attempt;
  }

  /** Makes a batch of inputs that were read, from one place to before another. */
  InputBatch(
      long firstIndex,
      long @Nullable [] indexes,
      @Nullable Object[] inputs,
      long @Nullable [] weights,
      @Nullable JournalKey @Nullable [] keys,
      int from,
      int to) {
    this(firstIndex + from, indexes, inputs, weights, keys, from, to - from, 0, 1);
  }

  static <A extends @Nullable Object> InputBatch<A> retry(InputTask<A> task) {
    return new InputBatch<>(
        task.index(),
        null,
        new @Nullable Object[] {task.input()},
        new long[] {task.weight()},
        new @Nullable JournalKey[] {task.key()},
        0,
        1,
        task.returns(),
        task.attempt());
  }

  int size() {
    return size;
  }

  long index(int task) {
    return indexes == null ? firstIndex + task : indexes[from + task];
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // The source of the same run has put it there.
  A input(int task) {
    return (A) inputs[from + task];
  }

  long weight(int task) {
    return weights == null ? 1 : weights[from + task];
  }

  /** Returns what the journal calls an input; null without a journal. */
  @Nullable JournalKey key(int task) {
    return keys == null ? null : keys[from + task];
  }

  /** Returns how often each task was given back before. */
  int returns() {
    return returns;
  }

  /** Returns how often each task was tried, this time included. */
  int attempt() {
    return attempt;
  }

  InputTask<A> task(int task) {
    return new InputTask<>(index(task), input(task), weight(task), returns, attempt, key(task));
  }
}
