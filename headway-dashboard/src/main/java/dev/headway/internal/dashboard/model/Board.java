package dev.headway.internal.dashboard.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * All jobs of which lines have come, within bounds of memory. Safe for use by several threads: what
 * is shown is read by {@link #read} under the same lock under which lines are taken.
 */
public final class Board {
  /** Of jobs that ended, only the last are kept. */
  static final int MAX_ENDED = 200;

  /** Of jobs that go on. More belong to a program that makes one for each request. */
  static final int MAX_JOBS = 1_000;

  /**
   * What may be the first line of a job: of a short one failures come before its end. Any other
   * line of an unknown job is of one that has been forgotten.
   */
  private static final Set<String> MAY_BE_FIRST =
      Set.of(
          "started",
          "progress",
          "finished",
          "failed",
          "retried",
          "slow",
          "stalled",
          "lost",
          "replaced");

  private static final int MAX_SOURCES = 400;

  /** The system computes the start of a process from the time of day, which may have been set. */
  private static final long START_TOLERANCE_MILLIS = 2_000;

  /** Printed lines may have this part of the memory. */
  private static final int PRINTED_PART = 6;

  private final long maxBytes;

  // Guarded by this, all of them.
  private final Map<Integer, JobModel> jobs = new LinkedHashMap<>();
  private final Map<Key, JobModel> current = new HashMap<>();
  private final Map<String, ProcessModel> sources = new LinkedHashMap<>();
  private final PastJobs past = new PastJobs();
  private int numbers;
  private long forgotten;
  private long printedLines;
  private long version;

  /** A job is told apart by where its line came from, and by what the line says. */
  record Key(String source, long process, long id) {}

  /** Makes one that keeps about 24 MB. */
  public Board() {
    this(24 << 20);
  }

  Board(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Notes that lines begin to come from a source. */
  public synchronized void connected(String source, String name) {
    if (!sources.containsKey(source) && sources.size() >= MAX_SOURCES) {
      forgetSource();
    }
    sources.computeIfAbsent(source, key -> new ProcessModel(name)).setConnected(true);
    changed();
  }

  private void forgetSource() {
    sources.entrySet().stream()
        .filter(each -> !each.getValue().isConnected())
        .map(Map.Entry::getKey)
        .findFirst()
        .ifPresent(sources::remove);
  }

  /** Notes that a program that was {@link #gone} has ended. */
  public synchronized void left(String source) {
    ProcessModel process = sources.get(source);
    if (process != null) {
      process.left();
      changed();
    }
  }

  /** Takes a line from a source. */
  public void accept(String source, String text) {
    JsonLine line = JsonLine.parse(text);
    synchronized (this) {
      ProcessModel process = sources.computeIfAbsent(source, ProcessModel::new);
      if (line == null) {
        process.addUnreadable(text.isBlank() ? 0 : 1);
        return;
      }
      process.heard(line.atMillis());
      switch (line.event()) {
        case "hello" -> process.hello(line);
        case "refused" -> process.refused(line);
        case "printed" -> printed(process, line);
        default -> {
          // It tells of a job.
        }
      }
      Long id = line.whole("id");
      boolean ofProcess = id != null && id == 0 && line.event().equals("dropped");
      if (id != null && !ofProcess) {
        ofJob(new Key(source, line.count("process"), id), line);
      }
      changed();
    }
  }

  private void ofJob(Key key, JsonLine line) {
    int before = numbers;
    boolean known = current.containsKey(key) || MAY_BE_FIRST.contains(line.event());
    if (!past.takes(key, line) && known) {
      job(key, line).apply(line);
    }
    if (line.event().equals("finished") || numbers > before) {
      bound(); // Behind its first line: before, none is known of a new job.
    }
  }

  private void printed(ProcessModel process, JsonLine line) {
    process.printed().add(line, ++printedLines);
    while (printedBytes() > maxBytes / PRINTED_PART) {
      sources.values().stream()
          .map(ProcessModel::printed)
          .min(Comparator.comparingLong(PrintedLines::oldest))
          .ifPresent(PrintedLines::giveUpOldest);
    }
  }

  private long printedBytes() {
    return sources.values().stream().mapToLong(each -> each.printed().bytes()).sum();
  }

  /** Notes a line that was too long to be read. */
  public synchronized void unreadable(String source) {
    sources.computeIfAbsent(source, ProcessModel::new).addUnreadable(1);
    changed();
  }

  /** Notes that no more lines come, since the program is gone or the file was closed. */
  public synchronized void gone(String source) {
    ProcessModel process = sources.get(source);
    if (process != null) {
      process.setConnected(false);
    }
    current.forEach(
        (key, job) -> {
          if (key.source().equals(source)) {
            job.abandon();
          }
        });
    List.copyOf(jobs.values()).stream()
        .filter(job -> job.source().equals(source) && !job.isTold())
        .forEach(this::forget);
    bound();
    changed();
  }

  /**
   * Looks whether the jobs of a file that does not grow still have their processes. If one grows
   * all the same, as from another machine, its job goes on with the next line.
   *
   * @param startMillis tells when a process of this machine started, in milliseconds; 0 if that is
   *     not known, null if there is no such process
   */
  public synchronized void quiet(String source, LongFunction<@Nullable Long> startMillis) {
    boolean changed = false;
    for (Map.Entry<Key, JobModel> each : current.entrySet()) {
      JobModel job = each.getValue();
      if (each.getKey().source().equals(source)
          && job.isRunning()
          && isGone(startMillis.apply(job.process()), job.heardMillis())) {
        job.abandonUnwritten();
        changed = true;
      }
    }
    if (changed) {
      bound();
      changed();
    }
  }

  /** A process that started after a line was written is another one with the same number. */
  private static boolean isGone(@Nullable Long startMillis, @Nullable Long heardMillis) {
    return startMillis == null
        || heardMillis != null && startMillis > heardMillis + START_TOLERANCE_MILLIS;
  }

  /** A file may hold several runs, in which the same processes and ids appear again. */
  private JobModel job(Key key, JsonLine line) {
    JobModel job = current.get(key);
    if (job != null && isNext(line, job.last() != null, job.row().elapsedNanos())) {
      job.abandon();
      job = null;
    }
    if (job == null) {
      job = new JobModel(++numbers, key.source(), key.process(), key.id());
      current.put(key, job);
      jobs.put(job.number(), job);
    }
    return job;
  }

  /** Whether a line is of a later run: a program that tells of a job again never goes back. */
  static boolean isNext(JsonLine line, boolean ended, long before) {
    Long elapsed = line.nanos("elapsedSeconds");
    return switch (line.event()) {
      case "started" -> ended || elapsed != null && elapsed < before;
      case "finished" -> ended && elapsed != null && elapsed != before;
      default -> false;
    };
  }

  /** Forgets what is too much: the jobs that ended first, then the details of the oldest. */
  private void bound() {
    List<JobModel> ended = jobs.values().stream().filter(job -> !job.isRunning()).toList();
    ended.stream().limit(Math.max(0, ended.size() - MAX_ENDED)).forEach(this::forget);
    List.copyOf(jobs.values()).stream()
        .sorted(Comparator.comparing(JobModel::isTold)) // Those that nobody sees go first.
        .limit(Math.max(0, jobs.size() - MAX_JOBS))
        .forEach(this::forget);
    giveUpDetails();
  }

  private void forget(JobModel job) {
    jobs.remove(job.number());
    current.values().removeIf(each -> each == job);
    if (!job.isTold()) {
      return; // Nothing of it was shown.
    }
    forgotten++;
    past.add(new Key(job.source(), job.process(), job.id()), job);
  }

  /**
   * A job gives up all that it can before the next one does. Else failures of old jobs, which may
   * fill the whole room, would cost each new job its details.
   */
  private void giveUpDetails() {
    long bytes = printedBytes() + jobs.values().stream().mapToLong(JobModel::bytes).sum();
    List<JobModel> order = new ArrayList<>(jobs.values());
    order.sort(Comparator.comparing(JobModel::isRunning).thenComparingInt(JobModel::number));
    for (JobModel job : order) {
      if (bytes <= maxBytes) {
        return;
      }
      bytes -= job.bytes();
      job.giveUpDetail();
      if (bytes + job.bytes() > maxBytes) {
        job.giveUpFailures();
      }
      if (bytes + job.bytes() > maxBytes) {
        job.giveUpSeries();
      }
      bytes += job.bytes();
    }
  }

  /** Bounds the memory also of jobs that go on; to be called now and then. */
  public synchronized void tidy() {
    giveUpDetails();
  }

  private void changed() {
    version++;
    notifyAll();
  }

  /** Tells one state from another. */
  public synchronized long version() {
    return version;
  }

  /** Reads what is shown, while nothing changes. */
  public synchronized <T extends @Nullable Object> T read(Function<Board, T> reader) {
    return reader.apply(this);
  }

  /** Waits for another state than this one, for some milliseconds at most. */
  public synchronized void awaitChange(long seen, long millis) throws InterruptedException {
    long deadline = System.nanoTime() + millis * 1_000_000;
    long left = millis;
    while (version == seen && left > 0) {
      wait(left);
      left = (deadline - System.nanoTime()) / 1_000_000;
    }
  }

  /** All jobs, those that go on first, then the latest; to be used in {@link #read}. */
  public synchronized List<JobModel> jobs() {
    List<JobModel> all = told();
    all.sort(
        Comparator.comparing(JobModel::isRunning)
            .reversed()
            .thenComparing(Comparator.comparingInt(JobModel::number).reversed()));
    return all;
  }

  /** Without those of which only a failure, or what happened to a worker, has come. */
  private List<JobModel> told() {
    List<JobModel> told = new ArrayList<>(jobs.values());
    told.removeIf(job -> !job.isTold());
    return told;
  }

  /** One of them, or null; to be used in {@link #read}. */
  public synchronized @Nullable JobModel job(int number) {
    return jobs.get(number);
  }

  /** How many jobs are no longer kept. */
  public synchronized long forgotten() {
    return forgotten;
  }

  /** The counts of all jobs by their names; to be used in {@link #read}. */
  public synchronized SortedMap<String, JobTotals> totals() {
    return past.with(told());
  }

  /** Where the lines of a job come from, or null; to be used in {@link #read}. */
  public synchronized @Nullable ProcessModel source(JobModel job) {
    return sources.get(job.source());
  }

  /** Where lines come from; to be used in {@link #read}. */
  public synchronized Collection<ProcessModel> sources() {
    return List.copyOf(sources.values());
  }
}
