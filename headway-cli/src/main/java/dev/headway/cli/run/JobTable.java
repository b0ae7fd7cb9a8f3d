package dev.headway.cli.run;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The jobs that have ended and whose output is not yet shown, by the place of their input. A later
 * attempt takes the place of an earlier one. Safe for use by several threads.
 */
final class JobTable {
  private final Map<Long, FinishedJob> jobs = new ConcurrentHashMap<>();

  /** Adds a job before its end is reported. */
  void put(long index, FinishedJob job) {
    FinishedJob earlier = jobs.put(index, job);
    if (earlier != null) {
      earlier.spool().delete();
    }
  }

  /** Returns a job that has ended. */
  @Nullable FinishedJob get(long index) {
    return jobs.get(index);
  }

  /** Returns the jobs that were not taken, in the order of their inputs. */
  List<FinishedJob> all() {
    return jobs.values().stream().sorted(Comparator.comparingLong(FinishedJob::number)).toList();
  }

  /** Takes a job to show its output; null if it never began. */
  @Nullable FinishedJob take(long index) {
    return jobs.remove(index);
  }
}
