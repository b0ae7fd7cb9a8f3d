package dev.headway.internal.progress;

import dev.headway.progress.RunningTask;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks run now, by name. Used by the thread that takes snapshots alone; each input is asked
 * for its name once, and no input is kept when its task has ended.
 */
final class RunningTasks {
  /** The most tasks that a view lists. */
  static final int LISTED = 64;

  /** Younger tasks end before a reader has noticed them. */
  private static final long READABLE_NANOS = 1_000_000_000L;

  private final List<WorkerCounters> workers;
  private Map<TaskBinding.OfTask, String> names = new HashMap<>();
  private Map<TaskBinding.OfTask, String> seen = new HashMap<>();

  /** The input that was waited for in the last snapshot, and since when. */
  private long awaited = -1;

  private long awaitedSince;

  private record Candidate(
      int worker, WorkerCounters counters, long since, TaskBinding.OfTask task) {
    /** Returns whether the task still runs, so that all values belong to it. */
    boolean runs() {
      return !task.over() && counters.since() == since;
    }
  }

  RunningTasks(List<WorkerCounters> workers) {
    this.workers = workers;
  }

  /** Those that have been running for longest, the oldest first. */
  List<RunningTask> longest(long now, SlowTaskThreshold slowTaskThreshold, NestedRows nestedRows) {
    List<Candidate> old = new ArrayList<>();
    for (int worker = 0; worker < workers.size(); worker++) {
      Candidate candidate = candidate(worker);
      if (candidate != null && now - candidate.since() >= READABLE_NANOS) {
        old.add(candidate);
      }
    }
    old.sort(Comparator.comparingLong(Candidate::since).thenComparingInt(Candidate::worker));
    return old.stream()
        .limit(LISTED)
        .map(candidate -> task(candidate, now, slowTaskThreshold, nestedRows))
        .filter(Objects::nonNull)
        .toList();
  }

  private @Nullable Candidate candidate(int worker) {
    WorkerCounters counters = workers.get(worker);
    TaskBinding.BatchScope scope = counters.scope();
    if (scope == null) {
      return null;
    }
    int task = scope.tasks().running();
    return task < 0
        ? null
        : new Candidate(worker, counters, counters.since(), new TaskBinding.OfTask(scope, task));
  }

  private @Nullable RunningTask task(
      Candidate candidate, long now, SlowTaskThreshold slowTaskThreshold, NestedRows nestedRows) {
    WorkerCounters counters = candidate.counters();
    ActiveTasks tasks = candidate.task().scope().tasks();
    long age = now - candidate.since();
    RunningTask task =
        new RunningTask(
            tasks.index(candidate.task().task()),
            name(candidate.task()),
            age,
            candidate.worker(),
            tasks.pid(),
            tasks.place(),
            counters.isDead()
                ? RunningTask.State.DEAD
                : counters.isStalled()
                    ? RunningTask.State.STALLED
                    : slowTaskThreshold.isSlow(age, counters.running())
                        ? RunningTask.State.SLOW
                        : RunningTask.State.RUNNING,
            holdsUp(tasks.index(candidate.task().task()), now),
            nestedRows.parts(candidate.task()));
    return candidate.runs() ? task : null;
  }

  /** Whether the last snapshot found that the results have been waiting for this input. */
  private boolean holdsUp(long index, long now) {
    return index == awaited && index >= 0 && now - awaitedSince >= READABLE_NANOS;
  }

  /**
   * Returns the note on a wait for one input, by its name if it runs. The note is empty before the
   * wait has lasted for a while, and for -1. Called with each snapshot.
   */
  String awaited(long index, long now) {
    if (index != awaited) {
      awaited = index;
      awaitedSince = now;
    }
    if (index < 0 || now - awaitedSince < READABLE_NANOS) {
      return "";
    }
    String who = "input " + index;
    for (int worker = 0; worker < workers.size(); worker++) {
      Candidate candidate = candidate(worker);
      if (candidate != null
          && candidate.task().scope().tasks().index(candidate.task().task()) == index) {
        String name = name(candidate.task());
        boolean news = !name.equals("#" + index) && !name.equals(Long.toString(index));
        who = news && candidate.runs() ? name : who;
        break;
      }
    }
    return who + " holds up the results (in order)";
  }

  private String name(TaskBinding.OfTask task) {
    String name = names.get(task);
    if (name == null) {
      ActiveTasks tasks = task.scope().tasks();
      name = ShortName.of(tasks.input(task.task()), tasks.index(task.task()));
    }
    seen.put(task, name);
    return name;
  }

  /** Forgets the names that the last snapshot did not need. */
  void snapshotTaken() {
    names = seen;
    seen = new HashMap<>();
  }
}
