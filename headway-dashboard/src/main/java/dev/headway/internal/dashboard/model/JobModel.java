package dev.headway.internal.dashboard.model;

import dev.headway.progress.Forecast;
import dev.headway.progress.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one job, from its lines. Numbers always come from the job's own counts, and
 * never from the length of a list. Guarded by the board.
 */
public final class JobModel {
  private final int number;
  private final String source;
  private final long process;
  private final long id;
  private final JobClock clock = new JobClock();
  private final Series series = new Series();
  private final Durations durations = new Durations();
  private final Failures failures = new Failures();
  private final RunningTasks running = new RunningTasks();
  private final Troubles troubles = new Troubles();
  private @Nullable Detail detail = new Detail();
  private Row row = new Row.Builder().build();
  private boolean told;
  private @Nullable JsonLine last;
  private long dropped;
  private @Nullable Long heardMillis;
  private boolean abandoned;
  private boolean unwritten;

  JobModel(int number, String source, long process, long id) {
    this.number = number;
    this.source = source;
    this.process = process;
    this.id = id;
  }

  /** Takes a line of this job. */
  void apply(JsonLine line) {
    if (line.event().equals("dropped")) {
      dropped += line.count("count"); // It may come behind the end.
      return;
    }
    if (last != null) {
      return; // A program tells of ended jobs again to each that connects.
    }
    abandoned = false;
    unwritten = false;
    Long at = line.atMillis();
    heardMillis = at == null ? heardMillis : at;
    switch (line.event()) {
      case "started", "progress", "finished" -> snapshot(line);
      case "running" -> running(line);
      case "failed", "retried" -> attempt(line);
      case "slow", "stalled", "lost", "replaced" -> trouble(line);
      default -> {
        // A newer Headway tells more.
      }
    }
  }

  private void snapshot(JsonLine line) {
    row = JsonRowReader.row(line);
    told = true;
    clock.anchor(line.atMillis(), row.elapsedNanos() / 1_000_000);
    double seconds = row.elapsedNanos() / 1e9;
    Forecast forecast = row.forecast();
    series.add(
        new Series.Point(
            seconds,
            row.counts().ended(),
            row.running(),
            row.workers(),
            row.stalled(),
            forecast == null ? null : (Double) (seconds + forecast.lowNanos() / 1e9),
            forecast == null ? null : (Double) (seconds + forecast.likelyNanos() / 1e9),
            forecast == null ? null : (Double) (seconds + forecast.highNanos() / 1e9)));
    if (line.event().equals("finished")) {
      last = line;
      running.replace(List.of(), task -> vanished(task, clock.latest()));
      sampleLanes(clock.latest());
      slowestOf(line);
    }
  }

  private void slowestOf(JsonLine line) {
    List<JsonLine> tasks = line.objects("slowest");
    Detail kept = detail;
    if (tasks == null || kept == null) {
      return;
    }
    for (JsonLine task : tasks) {
      Double seconds = task.number("seconds");
      if (seconds != null) {
        String input = Texts.name(task.text("input"));
        kept.slowest().add(new Slowest.Task(task.count("index"), input, -1, seconds, true));
      }
    }
  }

  private void running(JsonLine line) {
    List<JsonLine> tasks = line.objects("tasks");
    if (tasks == null) {
      return;
    }
    long now = clock.millis(line.atMillis());
    running.replace(
        tasks.stream().map(task -> RunningTasks.read(task, now)).toList(),
        task -> vanished(task, now));
    sampleLanes(now);
  }

  private void sampleLanes(long now) {
    Detail kept = detail;
    if (kept == null) {
      return;
    }
    Samples.take(kept.lanes(), running.byAge(), now);
  }

  /** It ended at some time since it was seen last, and how is counted elsewhere. */
  private void vanished(RunningTasks.Task task, long now) {
    double seconds = Math.max(0, now - task.begun()) / 1e3;
    durations.add(seconds);
    Detail kept = detail;
    if (kept == null) {
      return;
    }
    kept.ended().add(task.index(), task.worker(), task.begun(), now, false);
    kept.slowest().add(new Slowest.Task(task.index(), task.input(), task.worker(), seconds, false));
    Lane lane = kept.lanes().of(task.worker());
    if (lane != null) {
      lane.vanished(now, task.begun());
    }
  }

  private void attempt(JsonLine line) {
    long now = clock.millis(line.atMillis());
    int worker = worker(line);
    long index = line.count("index");
    running.remove(index);
    boolean isEnd = line.event().equals("failed");
    if (isEnd) {
      failures.add(line, worker, now);
    }
    Double told = line.number("seconds");
    double seconds = told == null ? 0 : Math.max(0, told);
    durations.add(seconds);
    Detail kept = detail;
    if (kept == null) {
      return;
    }
    long begun = now - (long) (seconds * 1000);
    kept.ended().add(index, worker, begun, now, true);
    if (isEnd) {
      String input = Texts.name(line.text("input"));
      kept.slowest().add(new Slowest.Task(index, input, worker, seconds, true));
    }
    Lane lane = kept.lanes().of(worker);
    if (lane != null) {
      lane.ended(now, begun, true);
    }
  }

  private void trouble(JsonLine line) {
    long now = clock.millis(line.atMillis());
    int worker = worker(line);
    troubles.add(line, worker, now);
    Detail kept = detail;
    Lane lane = kept == null ? null : kept.lanes().of(worker);
    if (lane == null) {
      return;
    }
    switch (line.event()) {
      case "lost" -> lane.died(now);
      case "replaced" -> lane.replaced(now);
      default -> {
        // The worker lives.
      }
    }
  }

  private static int worker(JsonLine line) {
    return (int) Math.min(Integer.MAX_VALUE, line.count("worker"));
  }

  /** Notes that its program is gone, or no longer tells anything. */
  void abandon() {
    abandoned = last == null;
    if (abandoned) {
      running.replace(List.of(), task -> {});
    }
  }

  /** Notes that its file no longer grows, and that its process does not run on this machine. */
  void abandonUnwritten() {
    abandon();
    unwritten = abandoned;
  }

  /** The time of its last line by the clock of the system, in milliseconds; or null. */
  @Nullable Long heardMillis() {
    return heardMillis;
  }

  /** Gives up what takes most memory. */
  void giveUpDetail() {
    detail = null;
  }

  /** Gives up single failures, which are the most that is left. */
  void giveUpFailures() {
    failures.giveUp();
  }

  /** Gives up most of the moments of its numbers. */
  void giveUpSeries() {
    series.giveUpMost();
  }

  /** Tells jobs apart, for as long as the dashboard runs. */
  public int number() {
    return number;
  }

  /** Where its lines come from. */
  String source() {
    return source;
  }

  /** The id of the process that runs it. */
  public long process() {
    return process;
  }

  /** Its id in that process. */
  public long id() {
    return id;
  }

  /** The latest numbers, from which words are made as on the job's own terminal. */
  public Row row() {
    return row;
  }

  /**
   * Whether its numbers are known. If not, it is a short one that is about to end, or its end was
   * told before and it is no longer kept: then nothing can be shown of it.
   */
  boolean isTold() {
    return told;
  }

  /** The line that told of the end; null before. */
  public @Nullable JsonLine last() {
    return last;
  }

  public boolean isRunning() {
    return last == null && !abandoned;
  }

  /** Whether its program went away without a word about the end. */
  public boolean isAbandoned() {
    return abandoned;
  }

  /** Whether that is known of a file alone: a program may run on the machine it was copied from. */
  public boolean isUnwritten() {
    return unwritten;
  }

  /** Its name, made visible; may be empty. */
  public String label() {
    return Texts.name(row.label());
  }

  /**
   * How it is: {@code running}, {@code finished}, {@code failed}, {@code stopped}, {@code
   * abandoned}.
   */
  public String outcome() {
    if (isAbandoned()) {
      return "abandoned";
    }
    if (last == null) {
      return "running";
    }
    return row.state() == Row.State.STOPPED
        ? "stopped"
        : row.counts().unsuccessful() > 0 ? "failed" : "finished";
  }

  /** The latest time that is known, in milliseconds since its start. */
  public long latestMillis() {
    return clock.latest();
  }

  public Series series() {
    return series;
  }

  public Durations durations() {
    return durations;
  }

  public Failures failures() {
    return failures;
  }

  public RunningTasks running() {
    return running;
  }

  public Troubles troubles() {
    return troubles;
  }

  /** How many events the job itself left out. */
  public long dropped() {
    return dropped;
  }

  /** Null if it was given up, as there are many other jobs. */
  public @Nullable Detail detail() {
    return detail;
  }

  long bytes() {
    Detail kept = detail;
    return series.bytes() + failures.bytes() + (kept == null ? 0 : kept.bytes());
  }
}
