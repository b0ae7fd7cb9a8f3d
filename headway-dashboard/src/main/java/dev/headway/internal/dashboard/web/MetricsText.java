package dev.headway.internal.dashboard.web;

import dev.headway.internal.dashboard.model.Board;
import dev.headway.internal.dashboard.model.JobModel;
import dev.headway.internal.dashboard.model.JobTotals;
import dev.headway.progress.Forecast;
import dev.headway.progress.Row;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The counts of all jobs as OpenMetrics text. Jobs of one name are one: neither inputs nor process
 * ids are names of series, or there would be more of them with each run.
 */
final class MetricsText {
  static final String TYPE = "application/openmetrics-text; version=1.0.0; charset=utf-8";

  private static final String OUTCOME = "outcome";

  private final StringBuilder text = new StringBuilder();
  private final Map<String, JobTotals> totals;
  private final Map<String, JobModel> running = new TreeMap<>();

  private MetricsText(Board board) {
    totals = board.totals();
    // The latest of those with the same name stands for them where numbers cannot be added.
    List<JobModel> jobs = board.jobs();
    for (int i = jobs.size() - 1; i >= 0; i--) {
      if (jobs.get(i).isRunning()) {
        running.put(jobs.get(i).label(), jobs.get(i));
      }
    }
  }

  static String of(Board board) {
    return board.read(all -> new MetricsText(all).write());
  }

  private String write() {
    type("headway_task", "counter", "Tasks that ended, by how.");
    totals.forEach(
        (job, all) ->
            all.tasks()
                .forEach(
                    (how, count) -> add("headway_task_total", count, job, OUTCOME, word(how))));
    type("headway_task_active", "gauge", "Tasks that run.");
    totals.forEach((job, all) -> add("headway_task_active", all.active(), job));
    type("headway_task_retries", "counter", "Attempts that were repeated.");
    totals.forEach((job, all) -> add("headway_task_retries_total", all.retries(), job));
    type("headway_job", "counter", "Jobs that ended, by how.");
    totals.forEach(
        (job, all) ->
            all.jobs()
                .forEach((how, count) -> add("headway_job_total", count, job, OUTCOME, word(how))));
    type("headway_job_active", "gauge", "Jobs that go on.");
    totals.forEach((job, all) -> add("headway_job_active", all.activeJobs(), job));
    ofRunning();
    type("headway_worker_restarts", "counter", "Workers that took the place of another.");
    totals.forEach(
        (job, all) -> {
          add("headway_worker_restarts_total", all.died(), job, "reason", "crash");
          add("headway_worker_restarts_total", all.renewed(), job, "reason", "other");
        });
    return text.append("# EOF\n").toString();
  }

  private void ofRunning() {
    type("headway_job_fraction", "gauge", "The part that is done of the latest job of a name.");
    running.forEach(
        (job, model) -> {
          Double fraction = model.row().fraction();
          add("headway_job_fraction", fraction == null ? Double.NaN : fraction, job);
        });
    type("headway_job_remaining_seconds", "gauge", "The predicted rest of the latest job.");
    text.append("# UNIT headway_job_remaining_seconds seconds\n");
    running.forEach(
        (job, model) -> {
          Forecast rest = model.row().forecast();
          if (rest != null) {
            String name = "headway_job_remaining_seconds";
            add(name, rest.lowNanos() / 1e9, job, "bound", "low");
            add(name, rest.likelyNanos() / 1e9, job, "bound", "likely");
            add(name, rest.highNanos() / 1e9, job, "bound", "high");
          }
        });
    type("headway_workers", "gauge", "Workers of the latest job of a name, by what they do.");
    running.forEach(
        (job, model) -> {
          Row row = model.row();
          add("headway_workers", row.running() - row.stalled(), job, "state", "busy");
          add("headway_workers", row.stalled(), job, "state", "stalled");
          add("headway_workers", row.starting(), job, "state", "starting");
          if (row.workers() > 0) {
            int waiting = Math.max(0, row.workers() - row.running());
            add("headway_workers", waiting, job, "state", "idle");
          }
        });
  }

  private void type(String name, String type, String help) {
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
  }

  private void add(String name, Number value, String job, String... label) {
    text.append(name).append("{job=\"").append(escaped(job)).append('"');
    if (label.length > 0) {
      text.append(',').append(label[0]).append("=\"").append(label[1]).append('"');
    }
    text.append("} ").append(value).append('\n');
  }

  /** The words that these labels have in Micrometer's registries too. */
  private static String word(String how) {
    return switch (how) {
      case "timedOut" -> "timed_out";
      case "finished" -> "succeeded";
      default -> how;
    };
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
