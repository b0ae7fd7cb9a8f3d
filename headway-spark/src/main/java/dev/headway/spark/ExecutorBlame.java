package dev.headway.spark;

import dev.headway.spark.ExecutorFacts.Place;
import dev.headway.spark.ExecutorFates.Fate;
import dev.headway.work.WorkerCrashedException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where the tasks of a batch run, and which of them may be at fault for executors that have died
 * meanwhile. Guarded by its batch.
 */
final class ExecutorBlame {
  /** A task with which so many executors have died runs alone, so that the next death tells. */
  private static final int SUSPECT = 2;

  /** A task whose executor died so often once it had run is at fault: as by its large result. */
  private static final int DEATHS_AFTER = 3;

  /** So often the system may end the executors of a task; what takes a machine down may be it. */
  static final int MAX_ENDED = 10;

  private final Function<Place, Fate> fates;
  private final Consumer<TaskEvent> crashes;
  private final BitSet ended;
  private final int[] deaths;
  private final int[] deathsAfter;
  private final int[] excused;
  private int[] submitted = {};
  private boolean alone;
  private final List<Place> places = new ArrayList<>();

  /** Where its task has run alone; the result is on its way. */
  private final List<Place> left = new ArrayList<>();

  private final Set<String> lost = new HashSet<>();

  /**
   * @param size how many tasks the batch has
   * @param ended those that have ended, which the batch notes too
   * @param fates what has become of the executor of a place
   * @param crashes receives the ends of tasks that are at fault
   */
  ExecutorBlame(int size, BitSet ended, Function<Place, Fate> fates, Consumer<TaskEvent> crashes) {
    this.ended = ended;
    this.fates = fates;
    this.crashes = crashes;
    this.deaths = new int[size];
    this.deathsAfter = new int[size];
    this.excused = new int[size];
  }

  boolean isSuspect(int task) {
    return deaths[task] >= SUSPECT;
  }

  /** Some tasks are on their way, perhaps into an executor where nothing else runs. */
  void submitting(int[] tasks, boolean withoutOthers) {
    submitted = tasks;
    alone = withoutOthers; // It stays so: Spark may try the same again.
    places.clear();
    left.clear();
  }

  void attached(Place place) {
    places.add(place);
  }

  /** A task that ran alone has left its place, and its result is on its way. */
  void detached(Place place) {
    if (places.remove(place)) {
      left.add(place);
    }
  }

  /** No task runs there any more. */
  void released(Place place) {
    places.remove(place);
  }

  /** Where they run; the newest place is the last. */
  List<Place> places() {
    return List.copyOf(places);
  }

  /** The executors that have died with tasks of the batch. */
  Set<String> lost() {
    return Set.copyOf(lost);
  }

  /** The tasks that are not to be run with others, or have ended. */
  BitSet skipped() {
    BitSet skipped = (BitSet) ended.clone();
    for (int task : submitted) {
      if (!alone && isSuspect(task)) {
        skipped.set(task);
      }
    }
    return skipped;
  }

  /**
   * Notes the executors that have died, at the first task of the batch that may have run.
   *
   * @return false if it is not known yet why one has died
   */
  boolean bury() {
    // All places are asked for: the time of each begins there.
    boolean all = bury(places, this::blame);
    return bury(left, place -> blameAfter(place, submitted[0])) && all;
  }

  private boolean bury(Collection<Place> buried, Consumer<Place> blaming) {
    boolean all = true;
    for (Iterator<Place> each = buried.iterator(); each.hasNext(); ) {
      Place place = each.next();
      Fate fate = fates.apply(place);
      all &= fate != Fate.UNKNOWN;
      if (fate == Fate.DIED || fate == Fate.ENDED) {
        each.remove();
        lost.add(place.executor());
        if (fate == Fate.DIED || !excuse()) {
          blaming.accept(place);
        }
      }
    }
    return all;
  }

  /** Returns false if a task has had too many excuses. */
  private boolean excuse() {
    Integer task = first();
    return task == null || ++excused[task] <= MAX_ENDED;
  }

  /** The first that may have run; with others, a suspect was left out. */
  private @Nullable Integer first() {
    for (int task : submitted) {
      if (!ended.get(task) && (alone || !isSuspect(task))) {
        return task;
      }
    }
    return null;
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
    Integer task = first();
    if (task != null) {
      deaths[task]++;
      if (alone) {
        crashed(
            task,
            place,
            "died while it ran this task alone, as " + (deaths[task] - 1) + " executors before.");
      }
    }
  }

  private void crashed(int task, Place place, String how) {
    ended.set(task);
    WorkerCrashedException error =
        new WorkerCrashedException(
            "Executor " + place.executor() + " on " + place.host() + " " + how);
    crashes.accept(new TaskEvent(TaskEvent.Kind.CRASHED, task, Payloads.ofError(error, null)));
  }
}
