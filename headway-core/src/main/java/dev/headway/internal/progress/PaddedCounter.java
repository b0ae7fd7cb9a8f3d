package dev.headway.internal.progress;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * A count that one thread at a time writes, and any thread reads: a plain addition and a store that
 * the compiler may neither drop nor put off. It is held by a thread, of which it keeps nothing
 * alive, or by none: then by the object that made it.
 */
public final class PaddedCounter extends SlotCount {
  private static final VarHandle COUNT = handle();

  // No other data within two cache lines (processors fetch them in pairs): a neighbour that
  // is written would take the line away with each write.
  @SuppressWarnings("unused")
  private long a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, aa, ab, ac, ad, ae, af;

  public PaddedCounter(@Nullable Thread holder, long count) {
    super(holder);
    set(count);
  }

  public void add(long steps) {
    set(count + steps);
  }

  void set(long value) {
    COUNT.setOpaque(this, value);
  }

  public long count() {
    return (long) COUNT.getAcquire(this);
  }

  private static VarHandle handle() {
    try {
      return MethodHandles.lookup().findVarHandle(SlotCount.class, "count", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}

/** The number, between the distances that its sub- and superclass keep. */
abstract class SlotCount extends SlotDistance {
  long count;

  SlotCount(@Nullable Thread holder) {
    super(holder);
  }
}

/** Keeps the reference, which other threads read, away from the number, which they do not. */
abstract class SlotDistance extends WeakReference<Thread> {
  @SuppressWarnings("unused")
  private long b0, b1, b2, b3, b4, b5, b6, b7, b8, b9, ba, bb, bc, bd, be, bf;

  SlotDistance(@Nullable Thread holder) {
    super(holder);
  }
}
