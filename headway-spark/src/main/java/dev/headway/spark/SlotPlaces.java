package dev.headway.spark;

import dev.headway.internal.text.UserText;
import dev.headway.spark.ExecutorFacts.Place;
import dev.headway.work.WorkerStartException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the slots of a session have begun tasks, and which executors cannot begin any. Safe for use
 * by several threads.
 */
final class SlotPlaces {
  private final Supplier<? extends Collection<String>> executors;
  private final Map<Integer, Place> places = new ConcurrentHashMap<>();

  /** The executors in which a worker process did not start, and no task has begun since. */
  private final Set<String> unable = ConcurrentHashMap.newKeySet();

  /** The executors of which the log has heard. */
  private final Set<String> reported = ConcurrentHashMap.newKeySet();

  /**
   * @param executors the names of those that live
   */
  SlotPlaces(Supplier<? extends Collection<String>> executors) {
    this.executors = executors;
  }

  /** Where a task of a slot began last; null if that is not known. */
  @Nullable Place of(int slot) {
    return places.get(slot);
  }

  /** Notes what happened in an executor, if that is known. */
  void note(int slot, @Nullable Place place, List<TaskEvent> events) {
    for (TaskEvent event : events) {
      if (place == null) {
        return;
      } else if (event.kind() == TaskEvent.Kind.UNSTARTABLE) {
        unable.add(place.executor());
        places.computeIfPresent(slot, (key, its) -> isSame(its, place) ? null : its);
      } else if (event.kind() == TaskEvent.Kind.STARTED || event.kind().isEnd()) {
        unable.remove(place.executor());
        places.put(slot, place);
      }
    }
  }

  private static boolean isSame(Place one, Place other) {
    return one.executor().equals(other.executor());
  }

  /**
   * Whether a batch is to go on in another executor. One that cannot start workers is always free,
   * and would get batch after batch.
   *
   * @param failed where the worker of the batch did not start
   * @param why the reason, which is logged once for each executor
   */
  boolean startElsewhere(Place failed, WorkerStartException why) {
    boolean elsewhere = executors.get().stream().anyMatch(each -> !unable.contains(each));
    if (elsewhere && reported.add(failed.executor())) {
      System.getLogger(SlotPlaces.class.getName())
          .log(
              System.Logger.Level.WARNING,
              "A worker process did not start in "
                  + failed.text()
                  + ". Its tasks go to other executors. The reason: "
                  + UserText.firstLine(why));
    }
    return elsewhere;
  }
}
