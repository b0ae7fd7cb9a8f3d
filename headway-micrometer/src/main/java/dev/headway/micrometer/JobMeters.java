package dev.headway.micrometer;

import dev.headway.progress.Counts;
import dev.headway.progress.Forecast;
import dev.headway.progress.Row;
import dev.headway.progress.View;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * The meters of all jobs of one name. Snapshots come by one thread at a time; registries read by
 * any.
 */
final class JobMeters implements AutoCloseable {
  private static final String OUTCOME = "outcome";

  /** Why a worker was replaced. */
  enum Restart {
    /** It had died with a task. */
    CRASH,
    /** It was killed for the timeout of its task. */
    TIMEOUT,
    /** It had done its share, or had died while it had no task. */
    OTHER
  }

  /** A job that runs. */
  private record Job(View view, long id) {}

  private final MeterRegistry registry;
  private final Tags job;
  private final LongTaskTimer active;
  private final Map<Job, LongTaskTimer.Sample> samples = new HashMap<>();
  private final Map<Restart, Counter> restarts = new EnumMap<>(Restart.class);
  private final List<Meter> gauges = new ArrayList<>();
  private volatile JobTotals totals = JobTotals.NONE;

  /** Registers what counts or times. All counters are there from the beginning, with 0. */
  JobMeters(MeterRegistry registry, String name) {
    this.registry = registry;
    this.job = Tags.of("job", name);
    count("succeeded", Counts::succeeded);
    count("failed", Counts::failed);
    count("timed_out", Counts::timedOut);
    count("crashed", Counts::crashed);
    count("cancelled", Counts::cancelled);
    count(
        "headway.task.retries",
        "Attempts at tasks that did not end well and were repeated",
        job,
        Counts::retried);
    for (Restart reason : Restart.values()) {
      restarts.put(
          reason,
          Counter.builder("headway.worker.restarts")
              .description("Workers that took the place of others")
              .tags(job.and("reason", reason.name().toLowerCase(Locale.ROOT)))
              .register(registry));
    }
    this.active =
        LongTaskTimer.builder("headway.job.active")
            .description("Jobs that run, and for how long they have")
            .tags(job)
            .register(registry);
  }

  private void count(String outcome, ToLongFunction<Counts> which) {
    count("headway.task", "Tasks that ended", job.and(OUTCOME, outcome), which);
  }

  private void count(String name, String description, Tags tags, ToLongFunction<Counts> which) {
    // One that was left when metrics were closed would be given back, and count no more.
    registry.removeByPreFilterId(new Meter.Id(name, tags, null, null, Meter.Type.COUNTER));
    FunctionCounter.builder(name, this, each -> each.totals.count(which))
        .description(description)
        .tags(tags)
        .register(registry);
  }

  /** Notes a worker that took the place of another. */
  void restarted(Restart reason) {
    Objects.requireNonNull(restarts.get(reason)).increment();
  }

  /** Takes the rows of a snapshot, of which there may be none. Called by one thread at a time. */
  void show(View view, List<Row> rows) {
    for (Row row : rows) {
      if (row.state() == Row.State.RUNNING) {
        samples.computeIfAbsent(new Job(view, row.id()), started -> active.start());
      }
    }
    totals = totals.next(view, rows);
    for (Row row : rows) {
      if (row.state() != Row.State.RUNNING) {
        ended(view, row);
      }
    }
    boolean runs = !totals.shown().isEmpty();
    if (runs && gauges.isEmpty()) {
      registerGauges();
    } else if (!runs) {
      close();
    }
  }

  private void ended(View view, Row row) {
    LongTaskTimer.Sample sample = samples.remove(new Job(view, row.id()));
    if (sample != null) {
      sample.stop();
    }
    Timer.builder("headway.job")
        .description("Jobs that ended, and how long they took")
        .tags(job.and(OUTCOME, outcome(row)))
        .register(registry)
        .record(row.elapsedNanos(), TimeUnit.NANOSECONDS);
  }

  private static String outcome(Row row) {
    if (row.state() == Row.State.STOPPED) {
      return "stopped";
    }
    return row.counts().unsuccessful() > 0 ? "failed" : "succeeded";
  }

  private void registerGauges() {
    gauge("headway.task.active", "Tasks that run", job, Row::running);
    workers("busy", row -> Math.max(0, row.running() - row.stalled()));
    workers("stalled", Row::stalled);
    workers("idle", row -> Math.max(0, row.workersUp() - row.running()));
    workers("starting", Row::starting);
    gauges.add(
        Gauge.builder("headway.job.fraction", this, JobMeters::fraction)
            .description("The part that is done, where 1 is all; NaN if it is not known")
            .tags(job)
            .strongReference(true)
            .register(registry));
    remaining("low", Forecast::lowNanos);
    remaining("likely", Forecast::likelyNanos);
    remaining("high", Forecast::highNanos);
  }

  private void workers(String state, ToLongFunction<Row> which) {
    gauge("headway.workers", "Workers by what they do", job.and("state", state), which);
  }

  private void gauge(String name, String description, Tags tags, ToLongFunction<Row> which) {
    ToDoubleFunction<JobMeters> value = each -> each.totals.sum(which);
    gauges.add(
        Gauge.builder(name, this, value)
            .description(description)
            .tags(tags)
            .strongReference(true)
            .register(registry));
  }

  private void remaining(String bound, ToLongFunction<Forecast> which) {
    gauges.add(
        TimeGauge.builder(
                "headway.job.remaining", this, TimeUnit.NANOSECONDS, each -> each.longest(which))
            .description("The time that is probably left; NaN if it is not known")
            .tags(job.and("bound", bound))
            .strongReference(true)
            .register(registry));
  }

  /** Of several jobs at once the one that is least advanced; NaN if that of none is known. */
  private double fraction() {
    double least = Double.NaN;
    for (Row row : totals.running()) {
      Double fraction = row.fraction();
      if (fraction != null && !(least <= fraction)) {
        least = fraction;
      }
    }
    return least;
  }

  /** Of several jobs at once the one that takes longest; NaN if that of none is known. */
  private double longest(ToLongFunction<Forecast> which) {
    double most = Double.NaN;
    for (Row row : totals.running()) {
      Forecast forecast = row.forecast();
      if (forecast != null && !(most >= which.applyAsLong(forecast))) {
        most = which.applyAsLong(forecast);
      }
    }
    return most;
  }

  /** Removes what tells of running jobs, and times them no longer. */
  @Override
  public void close() {
    samples.values().forEach(LongTaskTimer.Sample::stop);
    samples.clear();
    gauges.forEach(registry::remove);
    gauges.clear();
  }
}
