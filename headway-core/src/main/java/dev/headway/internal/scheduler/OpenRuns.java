package dev.headway.internal.scheduler;

import dev.headway.internal.run.Run;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The runs of a pool that have no more tasks, and whose consumers still write their journals. They
 * end with the pool, or a journal could not be opened again. Safe for use by several threads.
 */
final class OpenRuns {
  private final Set<Run<?, ?>> runs = ConcurrentHashMap.newKeySet();

  /** Notes a run that has no more tasks. Called before it is removed from those that have some. */
  void left(Run<?, ?> run, boolean open) {
    if (open) {
      runs.add(run);
    } else {
      runs.remove(run);
    }
  }

  /** Ends these runs and others early. */
  void cancelWith(Collection<Run<?, ?>> others) {
    Run.cancelAll(Stream.concat(others.stream(), runs.stream()).toList());
  }
}
