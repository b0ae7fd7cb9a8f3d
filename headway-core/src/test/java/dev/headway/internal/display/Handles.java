package dev.headway.internal.display;

import dev.headway.progress.Unit;
import org.jspecify.annotations.Nullable;

/** Begins progresses on displays of tests. */
final class Handles {
  private Handles() {}

  static ProgressHandle begin(LiveDisplay display, String label, @Nullable Long total) {
    return ProgressHandle.begin(display, label, Unit.ITEMS, total, 0);
  }
}
