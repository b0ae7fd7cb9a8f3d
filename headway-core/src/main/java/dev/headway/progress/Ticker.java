package dev.headway.progress;

/** Where the time comes from, so that tests can hold it still. Safe for use by several threads. */
@FunctionalInterface
public interface Ticker {

  /**
   * The time in nanoseconds since some fixed moment. Never runs backwards.
   *
   * @return nanoseconds; only differences mean something
   */
  long nanoTime();

  /**
   * The clock of this machine.
   *
   * @return the ticker behind {@link System#nanoTime()}
   */
  static Ticker system() {
    return System::nanoTime;
  }
}
