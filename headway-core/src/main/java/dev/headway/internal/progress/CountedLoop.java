package dev.headway.internal.progress;

/** A loop whose steps a progress counts. */
public interface CountedLoop {
  /** Looks, by the thread that takes snapshots, whether a thread is still in it. */
  void check(long now);

  /** Whether it stands still and no thread is known to be in it: then nothing can be foretold. */
  boolean isAbandoned(long now, long elapsed);

  /** It came to its end. */
  void exit();
}
