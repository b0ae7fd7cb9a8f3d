package dev.headway.micrometer;

import dev.headway.Display;
import dev.headway.progress.View;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Registers metrics of the jobs of this program with a registry of Micrometer.
 *
 * <pre>{@code
 * new HeadwayMetrics().bindTo(registry);
 * }</pre>
 *
 * <p>The meters are {@code headway.task}, {@code headway.task.active}, {@code
 * headway.task.retries}, {@code headway.job}, {@code headway.job.active}, {@code
 * headway.job.fraction}, {@code headway.job.remaining}, {@code headway.workers} and {@code
 * headway.worker.restarts}. Each has the tag {@code job}, the name of the job; no tag has an input,
 * an index or a process. Jobs are those of pools: loops and progresses by hand have no meters.
 *
 * <p>The meters cost the tasks nothing: they are read from the snapshots that a view gets ten times
 * a second, and so they are at most a tenth of a second old. What counts or times stays in the
 * registry. What tells of running jobs, {@code headway.task.active}, {@code headway.job.fraction},
 * {@code headway.job.remaining} and {@code headway.workers}, is removed when the last job of its
 * name ends. The first {@value #MAX_JOBS} names have meters of their own, and all others share
 * those of the name {@value #OTHER_JOBS}.
 *
 * <p>Safe for use by several threads. Making one costs nothing.
 */
public final class HeadwayMetrics implements MeterBinder, AutoCloseable {
  /** How many names of jobs have meters of their own. */
  public static final int MAX_JOBS = 100;

  /** The value of the tag {@code job} for all names beyond the first {@value #MAX_JOBS}. */
  public static final String OTHER_JOBS = "other";

  /** The value of the tag {@code job} for jobs without a name. */
  public static final String UNNAMED_JOBS = "unnamed";

  private final Map<MeterRegistry, RegistryMeters> meters = new ConcurrentHashMap<>();
  private final Map<MeterRegistry, View> bound = new ConcurrentHashMap<>();

  /** Makes metrics that are kept in no registry yet. */
  public HeadwayMetrics() {}

  /**
   * Begins to keep meters in a registry, of all jobs that the display of this process shows. A
   * second call for the same registry does nothing. Jobs that run already are seen from now on, but
   * their worker restarts are not.
   *
   * @param registry where the meters are registered
   */
  @Override
  public void bindTo(MeterRegistry registry) {
    View view = view(registry);
    if (bound.putIfAbsent(registry, view) == null) {
      Display.standard().add(view);
    }
  }

  /**
   * Returns a view that keeps the meters of the jobs that it is shown. It is for pools with a
   * display or with views of their own.
   *
   * <pre>{@code
   * Pool measured = pool.withViews(new BarView(), metrics.view(registry));
   * }</pre>
   *
   * <p>Jobs of the same name share their meters, whatever view shows them. This holds for the views
   * of one {@code HeadwayMetrics}: make one for each registry.
   *
   * @param registry where the meters are registered
   * @return a new view, for one display
   */
  public View view(MeterRegistry registry) {
    return new MeterView(meters.computeIfAbsent(registry, RegistryMeters::new));
  }

  /**
   * Keeps no meters any more. What counts or times stays in the registry as it is; what tells of
   * running jobs is removed. Bound to that registry again, tasks are counted from 0.
   */
  @Override
  public void close() {
    bound.values().forEach(view -> Display.standard().remove(view));
    bound.clear();
    meters.values().forEach(RegistryMeters::close);
    meters.clear();
  }
}
