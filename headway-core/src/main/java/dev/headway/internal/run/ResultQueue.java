package dev.headway.internal.run;

import org.jspecify.annotations.Nullable;

/** The order in which a result buffer delivers outcomes to the consumer. */
interface ResultQueue<T> {

  /** Adds an outcome. Called by any thread, without a lock. */
  void put(long index, T outcome);

  /** Returns a buffer for the outcomes of a batch; null if each has to be {@link #put}. */
  @Nullable BatchOutcomes<T> batchOutcomes(int size);

  /**
   * Removes the next outcome, or returns null. Called only by the consumer.
   *
   * @param delivered how many were removed before; after the run was cancelled, the index of any
   *     that was not delivered
   */
  @Nullable T next(long delivered);

  /** Returns true if {@link #next} would find one. Called only by the consumer. */
  boolean ready(long delivered);

  /** Returns true if a waiting consumer may find one now. Called by any thread. */
  boolean worthWaking(long delivered);
}
