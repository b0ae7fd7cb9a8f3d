package dev.headway.internal.run;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The outcomes of one claim, handed over one by one without a lock or an atomic step: one thread
 * adds, the consumer polls. It makes itself known with its first outcome.
 */
public final class OutcomeBuffer<T> {
  private static final VarHandle FILLED;

  static {
    try {
      FILLED = MethodHandles.lookup().findVarHandle(OutcomeBuffer.class, "filled", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final @Nullable Object[] outcomes;
  private final Consumer<? super OutcomeBuffer<T>> known;
  private int filled; // Written by who adds.
  private int polled; // Of the consumer.
  private volatile boolean closed;

  OutcomeBuffer(int size, Consumer<? super OutcomeBuffer<T>> known) {
    this.outcomes = new @Nullable Object[size];
    this.known = known;
  }

  void add(T outcome) {
    int place = filled;
    outcomes[place] = outcome;
    FILLED.setRelease(this, place + 1);
    if (place == 0) {
      known.accept(this);
    }
  }

  /** Nothing more will be added. */
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

  /** True if nothing is left and nothing will come. */
  boolean over() {
    return closed && !hasMore(); // In this order: nothing is added after the end.
  }
}
