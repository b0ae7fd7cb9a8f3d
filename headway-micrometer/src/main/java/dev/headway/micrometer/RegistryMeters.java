package dev.headway.micrometer;

import dev.headway.internal.text.ControlEscapes;
import dev.headway.progress.Row;
import dev.headway.progress.Snapshot;
import dev.headway.progress.View;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The meters of all jobs in one registry, which reads them in threads of its own. Safe for use by
 * several threads.
 */
final class RegistryMeters implements AutoCloseable {
  /** Longer names are cut: each is kept for every meter of its job, and sent at every scrape. */
  private static final int MAX_NAME = 100;

  private final MeterRegistry registry;

  /** By the value of the tag; never more than the names that have meters of their own, and one. */
  private final Map<String, JobMeters> jobs = new HashMap<>(); // Guarded by this.

  private boolean closed; // Guarded by this.

  RegistryMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * Takes a snapshot.
   *
   * @param view whose display it is of: rows of two displays may have the same id
   */
  synchronized void show(View view, Snapshot snapshot) {
    if (closed) {
      return;
    }
    Map<JobMeters, List<Row>> rows = new HashMap<>();
    for (Row row : snapshot.rows()) {
      if (row.workers() > 0) { // A job, and no loop or progress by hand.
        rows.computeIfAbsent(job(row.label()), job -> new ArrayList<>()).add(row);
      }
    }
    for (JobMeters job : jobs.values()) {
      job.show(view, rows.getOrDefault(job, List.of()));
    }
  }

  /** Notes a worker of a job of this name that took the place of another. */
  synchronized void restarted(String name, JobMeters.Restart reason) {
    if (!closed) {
      job(name).restarted(reason);
    }
  }

  /** Returns the meters for jobs of this name. */
  private JobMeters job(String name) {
    String tag = name.isEmpty() ? HeadwayMetrics.UNNAMED_JOBS : ControlEscapes.of(name, MAX_NAME);
    if (!jobs.containsKey(tag) && jobs.size() >= HeadwayMetrics.MAX_JOBS) {
      tag = HeadwayMetrics.OTHER_JOBS;
    }
    return jobs.computeIfAbsent(tag, job -> new JobMeters(registry, job));
  }

  /** Removes what tells of running jobs. */
  @Override
  public synchronized void close() {
    closed = true;
    jobs.values().forEach(JobMeters::close);
  }
}
