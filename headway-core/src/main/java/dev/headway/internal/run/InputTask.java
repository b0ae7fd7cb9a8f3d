package dev.headway.internal.run;

import dev.headway.internal.journal.JournalKey;
import org.jspecify.annotations.Nullable;

/**
 * An input on its way to a worker.
 *
 * @param index its place in the source, from 0
 * @param weight how much work it is; 1 without a weigher
 * @param returns how often a worker has given it back without beginning it
 * @param attempt how often it was tried, this time included
 * @param key what the journal calls it; null without a journal
 */
record InputTask<A extends @Nullable Object>(
    long index, A input, long weight, int returns, int attempt, @Nullable JournalKey key) {

  /** Returns the task as it goes to another worker, which was not begun. */
  InputTask<A> returned() {
    return new InputTask<>(index, input, weight, returns + 1, attempt, key);
  }

  InputTask<A> retry() {
    return new InputTask<>(index, input, weight, 0, attempt + 1, key);
  }
}
