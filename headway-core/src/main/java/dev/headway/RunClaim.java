package dev.headway;

import dev.headway.progress.Lane;
import dev.headway.work.Claim;
import dev.headway.work.Outcome;
import dev.headway.work.TaskFunction;
import dev.headway.work.WorkerCrashedException;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A claim on tasks of a run: passes on what the worker reports, and knows what it did not. */
final class RunClaim<A extends @Nullable Object, B extends @Nullable Object>
    implements Claim<A, B> {
  /** How often a task may come back before it is given up. */
  private static final int MOST_RETURNS = 4;

  private final Run<A, B> run;
  private final Hand hand;
  private final Lane lane;
  private final List<Intake.Task<A>> tasks;
  private final BitSet reported;
  private final Thread performer = Thread.currentThread();

  /** The time of the last report: where one task ends the next begins. */
  private long now;

  RunClaim(Run<A, B> run, Hand hand, List<Intake.Task<A>> tasks) {
    this.run = run;
    this.hand = hand;
    this.lane = run.meter().lane(hand.number());
    this.tasks = tasks;
    this.reported = new BitSet(tasks.size());
    this.now = run.now();
  }

  /** True if the thread that asks is the one that performs this claim. */
  boolean isOwn() {
    return performer == Thread.currentThread();
  }

  /** The tasks that the worker said nothing of. */
  List<Intake.Task<A>> unreported() {
    if (reported.cardinality() == tasks.size()) {
      return List.of();
    }
    return IntStream.range(0, tasks.size())
        .filter(task -> !reported.get(task))
        .mapToObj(tasks::get)
        .toList();
  }

  @Override
  public TaskFunction<? super A, ? extends B> function() {
    return run.function();
  }

  @Override
  public int size() {
    return tasks.size();
  }

  @Override
  public long index(int task) {
    return tasks.get(task).index();
  }

  @Override
  public A input(int task) {
    return tasks.get(task).input();
  }

  @Override
  public boolean cancelled() {
    return run.cancelled() || hand.outerCancelled();
  }

  @Override
  public void started(int task) {
    lane.started(tasks.get(task).weight(), now);
    run.events().taskStarted(now, index(task), hand.number());
  }

  @Override
  public void succeeded(int task, B value) {
    Intake.Task<A> done = tasks.get(task);
    report(task, Lane.End.SUCCEEDED, new Outcome.Success<>(done.index(), done.input(), value));
  }

  @Override
  public void failed(int task, Throwable error) {
    Intake.Task<A> done = tasks.get(task);
    report(task, Lane.End.FAILED, new Outcome.Failure<>(done.index(), done.input(), error));
  }

  @Override
  public void crashed(int task, WorkerCrashedException error) {
    Intake.Task<A> done = tasks.get(task);
    report(task, Lane.End.CRASHED, new Outcome.Crashed<>(done.index(), done.input(), error));
  }

  private void report(int task, Lane.End end, Outcome<A, B> outcome) {
    now = run.now();
    lane.ended(end, now);
    run.events().taskEnded(now, outcome.index(), hand.number(), outcome.error());
    reported.set(task);
    run.publish(outcome);
  }

  /**
   * The worker is done with this claim. What it did not report goes back, but not for ever: a task
   * whose workers keep dying before they begin it is lost with the last of them.
   */
  void end() {
    lane.dropped();
    if (run.cancelled()) {
      return;
    }
    for (int task = reported.nextClearBit(0);
        task < size();
        task = reported.nextClearBit(task + 1)) {
      if (tasks.get(task).returns() == MOST_RETURNS) {
        started(task);
        crashed(
            task,
            new WorkerCrashedException(
                "Task "
                    + index(task)
                    + " was given to "
                    + (MOST_RETURNS + 1)
                    + " workers, and each died before it began. Something ends them from outside,"
                    + " perhaps for want of memory."));
      }
    }
  }
}
