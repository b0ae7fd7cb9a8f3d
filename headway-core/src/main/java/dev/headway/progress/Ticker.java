package dev.headway.progress;

import dev.headway.internal.time.ProgramTime;

/** The source of time, which tests can stop. Safe for use by several threads. */
@FunctionalInterface
public interface Ticker {

  /**
   * The time in nanoseconds since some fixed moment. Never runs backwards.
   *
   * @return nanoseconds; only differences mean something
   */
  long nanoTime();

  /**
   * The clock of this program: the time in which it could run. A standstill of the whole process of
   * more than half a second does not count while a job runs or a view shows something. The process
   * stands still from Ctrl-Z or {@code SIGSTOP} to the end of the stop, or while the machine
   * sleeps.
   *
   * @return the ticker; at other times it is as fast as {@link System#nanoTime()}
   */
  static Ticker system() {
    return ProgramTime.ofProcess()::nanoTime;
  }
}
