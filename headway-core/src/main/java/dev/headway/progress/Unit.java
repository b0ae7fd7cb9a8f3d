package dev.headway.progress;

/** What a progress counts. */
public enum Unit {
  /** Things: tasks, files, lines. */
  ITEMS,
  /** Bytes, shown in multiples of 1000. */
  BYTES
}
