package dev.headway.spark;

import dev.headway.spark.ExecutorFacts.Place;
import dev.headway.spark.ExecutorFates.Fate;
import dev.headway.spark.TaskEvent.Kind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What the driver knows of a batch that executors have: which tasks have ended, where it runs, and
 * which executors have died with it. Threads of Spark bring the news; the thread that performs the
 * batch {@linkplain #next takes} them. Safe for use by several threads.
 */
final class RunningBatch {
  private static final long FATE_MILLIS = 20;

  /** What the thread that performs the batch has to learn. */
  sealed interface News {
    /** Something happened on an executor. */
    record Events(List<TaskEvent> events, boolean last) implements News {}

    /** Spark has given up the job. */
    record Failed(Throwable cause) implements News {}

    /** The batch is not wanted any more. */
    record Cancelled() implements News {}
  }

  private final long id;
  private final LongConsumer killer;
  private final LinkedBlockingDeque<News> news = new LinkedBlockingDeque<>();
  private final WorkerOutput output;

  // Guarded by this.
  private final BitSet ended = new BitSet();
  private final ExecutorBlame blame;
  private final int size;
  private int portion;
  private boolean cancelled;
  private boolean over;
  private boolean inSpark;

  /** Whether a job has ended with executors of which nobody knows yet why they died. */
  private boolean undecided;

  private @Nullable SubmittedJob job;
  private JobDispatcher.@Nullable Submission submission;

  /**
   * @param id its number
   * @param size how many tasks it has
   * @param output of its worker
   * @param fates what has become of the executor of a place
   * @param killer ends the Spark task of a number
   */
  RunningBatch(
      long id, int size, WorkerOutput output, Function<Place, Fate> fates, LongConsumer killer) {
    this.id = id;
    this.output = output;
    this.size = size;
    this.blame = new ExecutorBlame(size, ended, fates, this::crashed);
    this.killer = killer;
  }

  long id() {
    return id;
  }

  /** Waits for news; null if there are none for a while. */
  @Nullable News next(long millis) throws InterruptedException {
    News next = news.poll(millis, TimeUnit.MILLISECONDS);
    if (next instanceof News.Events events) {
      output.taken(events.events());
    }
    return next;
  }

  /** Notes that a task will not run, or has ended. */
  synchronized void settle(int task) {
    ended.set(task);
  }

  /** The tasks to submit next: those above suspicion; if there are none, one that is not. */
  synchronized int[] rest() {
    int[] sound = new int[size];
    int count = 0;
    int suspect = -1;
    for (int task = 0; task < size; task++) {
      if (!ended.get(task) && !blame.isSuspect(task)) {
        sound[count++] = task;
      } else if (!ended.get(task) && suspect < 0) {
        suspect = task;
      }
    }
    if (count > 0) {
      return java.util.Arrays.copyOf(sound, count);
    }
    return suspect < 0 ? new int[0] : new int[] {suspect};
  }

  /** True if tasks must run with no other in their executor. */
  synchronized boolean isSuspect(int[] tasks) {
    return tasks.length == 1 && blame.isSuspect(tasks[0]);
  }

  /** The number of the portion that is submitted next. */
  synchronized int nextPortion() {
    return portion + 1;
  }

  /**
   * A portion is on its way.
   *
   * @param withoutOthers true if nothing else runs in its executor
   */
  synchronized void submitting(
      int[] tasks, boolean withoutOthers, JobDispatcher.@Nullable Submission next) {
    blame.submitting(tasks, withoutOthers);
    portion++;
    job = null;
    submission = next;
  }

  /** Its job is with Spark. */
  void submitted(SubmittedJob newJob) {
    boolean unwanted;
    JobDispatcher.Submission current;
    synchronized (this) {
      job = newJob;
      inSpark = true;
      unwanted = cancelled;
      current = submission;
    }
    if (unwanted && current != null) {
      newJob.cancel(current);
    }
  }

  /**
   * An executor has sent events, or the result of the Spark task. Returns false if the batch is
   * over, so that nobody reads them.
   */
  boolean received(List<TaskEvent> events, boolean last) {
    List<Place> unwanted = new ArrayList<>();
    synchronized (this) {
      inSpark &= !last;
      if (over) {
        return false;
      }
      for (TaskEvent event : events) {
        if (event.kind().isEnd()) {
          ended.set(event.task());
        } else if (event.kind() == Kind.ATTACHED) {
          Place place = ExecutorFacts.place(event.payload());
          if (!last && place.portion() == portion) { // An earlier one may still be heard of.
            blame.attached(place);
          }
          if (cancelled && !last) {
            unwanted.add(place);
          }
        } else if (event.kind() == Kind.DETACHED) {
          blame.detached(ExecutorFacts.place(event.payload()));
        } else if (event.kind() == Kind.RELEASED) {
          blame.released(ExecutorFacts.place(event.payload()));
        }
      }
      add(new News.Events(events, last));
    }
    unwanted.forEach(place -> killer.accept(place.task()));
    return true;
  }

  /** Of progress the newest is enough: while text has no reader, nobody takes it. */
  private void add(News.Events newest) {
    News before = news.peekLast();
    if (before != null && isProgress(before) && isProgress(newest)) {
      news.removeLastOccurrence(before); // Unless it has just been taken.
    }
    output.queued(newest.events());
    news.add(newest);
  }

  private static boolean isProgress(News one) {
    return one instanceof News.Events events
        && !events.last()
        && events.events().size() == 1
        && events.events().get(0).kind() == Kind.PROGRESS;
  }

  /**
   * Ends it. Returns the events that were not read: what tasks print may come behind their ends.
   */
  synchronized List<TaskEvent> end() {
    over = true;
    List<TaskEvent> unread = new ArrayList<>();
    for (News each = news.poll(); each != null; each = news.poll()) {
      if (each instanceof News.Events events) {
        output.taken(events.events());
        unread.addAll(events.events());
      }
    }
    return unread;
  }

  void failed(Throwable cause) {
    synchronized (this) {
      inSpark = false;
      undecided = !blame.bury();
      news.add(new News.Failed(cause));
    }
  }

  /** Where it runs; null if that is not known. */
  synchronized @Nullable Place place() {
    List<Place> places = blame.places();
    return places.isEmpty() ? null : places.get(places.size() - 1);
  }

  /** True from the submission of its job until Spark is done with the batch. */
  synchronized boolean isInSpark() {
    return inSpark;
  }

  /** Asks for the end of the batch. */
  void cancel() {
    List<Place> running;
    SubmittedJob itsJob;
    JobDispatcher.Submission current;
    synchronized (this) {
      if (cancelled) {
        return;
      }
      cancelled = true;
      running = blame.places();
      itsJob = job;
      current = submission;
      news.add(new News.Cancelled());
    }
    running.forEach(place -> killer.accept(place.task()));
    if (itsJob != null && current != null) {
      itsJob.cancel(current);
    }
  }

  /** After the end of a job, waits until it is known why executors have died, which is soon. */
  void awaitFates() throws InterruptedException {
    while (isUndecided()) {
      TimeUnit.MILLISECONDS.sleep(FATE_MILLIS);
    }
  }

  private synchronized boolean isUndecided() {
    undecided = undecided && !cancelled && !blame.bury();
    return undecided;
  }

  /**
   * A Spark task of the batch begins anew. Null if none of its tasks is to be run.
   *
   * @param its the number of its portion; nobody waits for an earlier one
   */
  synchronized Resumption.@Nullable Answer resumption(int its) {
    boolean decided = blame.bury();
    if (cancelled || its != portion) {
      return null;
    }
    return decided
        ? new Resumption.Answer(blame.skipped(), !blame.places().isEmpty())
        : Resumption.Answer.LATER;
  }

  /** The executors that have died with tasks of the batch. */
  synchronized Set<String> lost() {
    return blame.lost();
  }

  private void crashed(TaskEvent end) {
    news.add(new News.Events(List.of(end), false));
  }
}
