package dev.headway.internal.run;

import dev.headway.internal.journal.JournalKey;
import dev.headway.internal.progress.ActiveTasks;
import dev.headway.internal.resume.RunJournal;
import dev.headway.internal.time.FieldHandles;
import dev.headway.progress.SubProgress;
import dev.headway.work.TaskProgress;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The task of a batch that runs now, and the process that runs it. Written by the performing
 * thread; read by the display at any time.
 */
final class CurrentTask<A extends @Nullable Object> implements ActiveTasks {
  static final int NONE = -1;

  private static final VarHandle RUNNING =
      FieldHandles.of(MethodHandles.lookup(), "running", int.class);

  /** The process that performs the batch, and the progress of its running task. */
  private record RemoteProcess(long pid, Supplier<List<TaskProgress>> parts) {}

  private final InputBatch<A> tasks;

  @SuppressWarnings("UnusedVariable") // By its handle.
  private int running = NONE;

  private volatile @Nullable RemoteProcess remoteProcess;
  private volatile @Nullable String place;

  /** The task that ran a second ago, and the last one that was noted. Used by {@link #note}. */
  private int seen = NONE;

  private int noted = NONE;

  CurrentTask(InputBatch<A> tasks) {
    this.tasks = tasks;
  }

  /** Notes the task that runs now, or {@link #NONE}. */
  void set(int task) {
    RUNNING.setRelease(this, task);
  }

  /**
   * Notes the running task in the journal if it was running at the last call too. Called each
   * second, by one thread.
   *
   * @param lastCall when that was
   */
  void note(RunJournal<?, ?> journal, long lastCall) {
    int task = running();
    JournalKey key = task == NONE ? null : tasks.key(task);
    if (key != null && task == seen && task != noted) {
      noted = task;
      journal.started(key, index(task), lastCall, tasks.attempt());
    }
    seen = task;
  }

  /** Notes that another process performs the batch. */
  void runsIn(long pid, Supplier<List<TaskProgress>> parts) {
    remoteProcess = new RemoteProcess(pid, parts);
  }

  /** Notes where in a cluster the batch is performed. */
  void runsAt(String newPlace) {
    place = newPlace;
  }

  @Override
  public int running() {
    return (int) RUNNING.getAcquire(this);
  }

  @Override
  public long index(int task) {
    return tasks.index(task);
  }

  @Override
  public A input(int task) {
    return tasks.input(task);
  }

  @Override
  public @Nullable Long pid() {
    RemoteProcess process = remoteProcess;
    return process == null ? null : process.pid;
  }

  @Override
  public @Nullable String place() {
    return place;
  }

  @Override
  public List<SubProgress> parts(int task) {
    RemoteProcess process = remoteProcess;
    return process == null ? List.of() : WorkerProgressForwarder.subProgress(process.parts.get());
  }
}
