package dev.headway.internal.run;

import dev.headway.internal.time.FieldHandles;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The outcomes of a batch of an unordered job on their way from its worker's thread to the
 * consumer. The thread adds them one by one, and the consumer polls them, without a lock or an
 * atomic step. The first outcome announces the others.
 */
public final class BatchOutcomes<T> {
  private static final VarHandle FILLED =
      FieldHandles.of(MethodHandles.lookup(), "filled", int.class);

  private final @Nullable Object[] outcomes;
  private final Consumer<? super BatchOutcomes<T>> firstKnown;
  private int filled; // Written by the thread that adds.
  private int polled; // Used only by the consumer.
  private volatile boolean closed;

  BatchOutcomes(int size, Consumer<? super BatchOutcomes<T>> firstKnown) {
    this.outcomes = new @Nullable Object[size];
    this.firstKnown = firstKnown;
  }

  void add(T outcome) {
    int place = filled;
    outcomes[place] = outcome;
    FILLED.setRelease(this, place + 1);
    if (place == 0) {
      firstKnown.accept(this);
    }
  }

  /** Notes that no more outcomes follow. */
  void close() {
    closed = true;
  }

  @SuppressWarnings("unchecked") // Only add writes, and it writes outcomes.
  @Nullable T poll() {
    int place = polled;
    if (place == (int) FILLED.getAcquire(this)) {
      return null;
    }
    T outcome = (T) outcomes[place];
    outcomes[place] = null;
    polled = place + 1;
    return outcome;
  }

  boolean hasMore() {
    return polled < (int) FILLED.getAcquire(this);
  }

  /** Returns true if nothing is left and no more outcomes follow. */
  boolean over() {
    return closed && !hasMore(); // In this order: nothing is added after close().
  }
}
