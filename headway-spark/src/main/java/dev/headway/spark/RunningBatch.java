package dev.headway.spark;

import dev.headway.spark.ExecutorFacts.Place;
import dev.headway.spark.TaskEvent.Kind;
import dev.headway.work.WorkerCrashedException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the driver knows of a batch that executors have: which tasks have ended, where it runs, and
 * which executors have died with it. Threads of Spark bring the news; the thread that performs the
 * batch {@linkplain #next takes} them. Safe for use by several threads.
 */
final class RunningBatch {
  /** A task with which so many executors have died runs alone, so that the next death tells. */
  static final int SUSPECT = 2;

  /** A task whose executor died so often once it had run is at fault: as by its large result. */
  static final int DEATHS_AFTER = 3;

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
  private final Predicate<String> isAlive;
  private final LongConsumer killer;
  private final LinkedBlockingDeque<News> news = new LinkedBlockingDeque<>();
  private final WorkerOutput output;

  // Guarded by this.
  private final BitSet ended = new BitSet();
  private final int[] deaths;
  private final int[] deathsAfter;
  private int[] submitted = {};
  private int portion;
  private boolean alone;
  private final List<Place> places = new ArrayList<>();

  /** Where its task has run alone; the result is on its way. */
  private final List<Place> left = new ArrayList<>();

  private final Set<String> lost = new HashSet<>();
  private boolean cancelled;
  private boolean over;
  private boolean inSpark;
  private @Nullable SubmittedJob job;
  private JobDispatcher.@Nullable Submission submission;

  /**
   * @param id its number
   * @param size how many tasks it has
   * @param output of its worker
   * @param isAlive whether the executor of a name lives
   * @param killer ends the Spark task of a number
   */
  RunningBatch(
      long id, int size, WorkerOutput output, Predicate<String> isAlive, LongConsumer killer) {
    this.id = id;
    this.output = output;
    this.deaths = new int[size];
    this.deathsAfter = new int[size];
    this.isAlive = isAlive;
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
    int[] sound = new int[deaths.length];
    int count = 0;
    int suspect = -1;
    for (int task = 0; task < deaths.length; task++) {
      if (!ended.get(task) && deaths[task] < SUSPECT) {
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
    return tasks.length == 1 && deaths[tasks[0]] >= SUSPECT;
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
    submitted = tasks;
    portion++;
    alone = withoutOthers; // It stays so: Spark may try the same again.
    places.clear();
    left.clear();
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
            places.add(place);
          }
          if (cancelled && !last) {
            unwanted.add(place);
          }
        } else if (event.kind() == Kind.DETACHED) {
          Place place = ExecutorFacts.place(event.payload());
          if (places.remove(place)) {
            left.add(place);
          }
        } else if (event.kind() == Kind.RELEASED) {
          places.remove(ExecutorFacts.place(event.payload()));
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
      bury();
    }
    news.add(new News.Failed(cause));
  }

  /** Where it runs; null if that is not known. */
  synchronized @Nullable Place place() {
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
      running = List.copyOf(places);
      itsJob = job;
      current = submission;
    }
    news.add(new News.Cancelled());
    running.forEach(place -> killer.accept(place.task()));
    if (itsJob != null && current != null) {
      itsJob.cancel(current);
    }
  }

  /**
   * A Spark task of the batch begins anew. Null if none of its tasks is to be run.
   *
   * @param its the number of its portion; nobody waits for an earlier one
   */
  synchronized Resumption.@Nullable Answer resumption(int its) {
    bury();
    if (cancelled || its != portion) {
      return null;
    }
    BitSet skipped = (BitSet) ended.clone();
    if (!alone) {
      for (int task : submitted) {
        if (deaths[task] >= SUSPECT) {
          skipped.set(task);
        }
      }
    }
    return new Resumption.Answer(skipped, !places.isEmpty());
  }

  /** The executors that have died with tasks of the batch. */
  synchronized Set<String> lost() {
    return Set.copyOf(lost);
  }

  /** Notes the executors that have died, at the first task of the batch that may have run. */
  private void bury() {
    for (Place place : List.copyOf(places)) {
      if (!isAlive.test(place.executor())) {
        places.remove(place);
        lost.add(place.executor());
        blame(place);
      }
    }
    for (Place place : List.copyOf(left)) {
      if (!isAlive.test(place.executor())) {
        left.remove(place);
        lost.add(place.executor());
        blameAfter(place, submitted[0]);
      }
    }
  }

  /** What came next in the executor may have ended it, but hardly each time. */
  private void blameAfter(Place place, int task) {
    if (!ended.get(task) && ++deathsAfter[task] == DEATHS_AFTER) {
      crashed(
          task,
          place,
          "died when it had run this task alone, as "
              + (DEATHS_AFTER - 1)
              + " executors before. Perhaps its result takes more memory than they have.");
    }
  }

  private void blame(Place place) {
    for (int task : submitted) {
      // With others, a suspect was left out when the batch began again.
      if (!ended.get(task) && (alone || deaths[task] < SUSPECT)) {
        deaths[task]++;
        if (alone) {
          crashed(
              task,
              place,
              "died while it ran this task alone, as " + (deaths[task] - 1) + " executors before.");
        }
        return;
      }
    }
  }

  private void crashed(int task, Place place, String how) {
    ended.set(task);
    WorkerCrashedException error =
        new WorkerCrashedException(
            "Executor " + place.executor() + " on " + place.host() + " " + how);
    TaskEvent event = new TaskEvent(Kind.CRASHED, task, Payloads.ofError(error, null));
    news.add(new News.Events(List.of(event), false));
  }
}
