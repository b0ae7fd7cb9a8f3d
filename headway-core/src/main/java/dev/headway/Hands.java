package dev.headway;

/** Those who do the work of a pool's runs: a {@link Crew} of handlers, or the caller itself. */
interface Hands extends Workers<Run<?, ?>>, AutoCloseable {

  /** Cancels all runs, ends the workers and waits for them, but not for ever. */
  @Override
  void close();
}
