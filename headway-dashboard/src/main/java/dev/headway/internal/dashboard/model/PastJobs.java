package dev.headway.internal.dashboard.model;

import dev.headway.progress.Counts;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The counts of jobs that are no longer kept, each of them once. Guarded by the board. */
final class PastJobs {
  private static final int MAX_NAMES = 1_000;

  /** Of jobs that were forgotten while they ran. */
  private static final int MAX_COUNTED = 10_000;

  /**
   * A job that was forgotten while it ran.
   *
   * @param name under which it was counted
   * @param counts what was counted of it; null if it has ended since
   * @param elapsedNanos how long it had run by then
   */
  private record Counted(String name, @Nullable Counts counts, long elapsedNanos) {}

  private final Map<String, JobTotals> totals = new HashMap<>();
  private final Map<Board.Key, Counted> counted = new LinkedHashMap<>();

  /** Counts a job that is forgotten. */
  void add(Board.Key key, JobModel job) {
    String name = name(totals, job);
    totals.computeIfAbsent(name, any -> new JobTotals()).add(job);
    if (job.isRunning()) {
      counted.put(key, new Counted(name, job.row().counts(), job.row().elapsedNanos()));
      if (counted.size() > MAX_COUNTED) {
        counted.remove(counted.keySet().iterator().next());
      }
    }
  }

  /**
   * Takes a line of a job that was forgotten while it ran, and counts its end. Any of its lines
   * would begin it anew otherwise, and its tasks would be counted once more.
   *
   * @return false if the line is of another job
   */
  boolean takes(Board.Key key, JsonLine line) {
    Counted job = counted.get(key);
    if (job == null) {
      return false;
    }
    Counts before = job.counts();
    if (Board.isNext(line, before == null, job.elapsedNanos())) {
      counted.remove(key); // The next run in the same file.
      return false;
    }
    if (before != null && line.event().equals("finished")) {
      JobModel last = new JobModel(0, key.source(), key.process(), key.id());
      last.apply(line);
      JobTotals all = totals.computeIfAbsent(job.name(), any -> new JobTotals());
      all.takeBack(before);
      all.add(last);
      counted.put(key, new Counted(job.name(), null, last.row().elapsedNanos()));
    }
    return true;
  }

  /** A program that gives each job a name of its own gets no series of numbers for each. */
  private static String name(Map<String, JobTotals> known, JobModel job) {
    String name = job.label();
    return known.containsKey(name) || known.size() < MAX_NAMES ? name : "other jobs";
  }

  /** The counts of these jobs and of all that are no longer kept, by their names. */
  SortedMap<String, JobTotals> with(Collection<JobModel> jobs) {
    SortedMap<String, JobTotals> all = new TreeMap<>();
    totals.forEach((name, past) -> all.put(name, past.copy()));
    for (JobModel job : jobs) {
      all.computeIfAbsent(name(all, job), name -> new JobTotals()).add(job);
    }
    return all;
  }
}
