package dev.headway.progress;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/** A meter that is shown by a display. */
final class Shown {
  final Meter meter;
  final @Nullable Scope scope;

  /** The object whose life it shares, if there is one. */
  private final @Nullable WeakReference<?> owner;

  /** Guarded by the lock of the display: whether it was in a snapshot. */
  boolean shown;

  Shown(Meter meter, @Nullable Scope scope, @Nullable Object owner) {
    this.meter = meter;
    this.scope = scope;
    this.owner = owner == null ? null : new WeakReference<>(owner);
  }

  /** Ends it if nobody is left who would. */
  void endIfAbandoned(long now) {
    if (owner != null && owner.get() == null) {
      meter.ended(Row.State.STOPPED, now);
    }
    Meter.Loop loop = meter.loop;
    if (loop != null && !meter.isOver()) {
      loop.look(now);
    }
  }

  /** Whether the task in which it was begun has ended: it is shown no more, though it may go on. */
  boolean outlivedItsTask() {
    return scope != null && scope.over();
  }
}
