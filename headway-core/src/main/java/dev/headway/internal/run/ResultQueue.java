package dev.headway.internal.run;

import org.jspecify.annotations.Nullable;

/** Where the outcomes of a window wait for the consumer: its order is what differs. */
interface ResultQueue<T> {

  /** Lays down an outcome; by any thread, without a lock. */
  void put(long index, T outcome);

  /** A place for the outcomes of a claim of several; null if each has to be {@link #put}. */
  @Nullable OutcomeBuffer<T> outcomeBuffer(int size);

  /** The next outcome, or null if it is not there. For the consumer alone. */
  @Nullable T next(long delivered);

  /** Tells whether {@link #next} would find one. For the consumer alone. */
  boolean ready(long delivered);

  /** Tells whether the consumer, if it waits, may find one now. By any thread. */
  boolean worthWaking(long delivered);

  /** An outcome that waits for its turn, or null; for the consumer when there are no more turns. */
  @Nullable T take(long index);
}
