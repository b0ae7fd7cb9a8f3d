package dev.headway.internal.terminal.layout;

import dev.headway.progress.Row;
import dev.headway.progress.RunningTask;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the list of running tasks below a bar stable. The list opens when a task has been running
 * for a while, so that short tasks never flash. While it is open, younger tasks fill free places. A
 * task keeps its place for as long as it runs.
 */
public final class TaskList {
  /** The most tasks in a list. */
  static final int MAX = 4;

  private static final long OPENS_NANOS = 2_000_000_000L;

  /** What tells one attempt at a task from another, in one row. */
  private record Key(long index, int worker) {
    static Key of(RunningTask task) {
      return new Key(task.index(), task.worker());
    }
  }

  /** The places of each row whose list is open. */
  private Map<Long, List<Key>> open = new HashMap<>();

  /** Returns the lists for a new snapshot, by row id: first the tasks that have a place. */
  public Map<Long, List<RunningTask>> of(List<Row> rows) {
    Map<Long, List<RunningTask>> lists = new HashMap<>();
    Map<Long, List<Key>> next = new HashMap<>();
    for (Row row : rows) {
      List<Key> places = open.get(row.id());
      if (opens(row) || places != null && !row.longest().isEmpty()) {
        List<RunningTask> list = arranged(row.longest(), places == null ? List.of() : places);
        lists.put(row.id(), list);
        next.put(row.id(), list.stream().limit(MAX).map(Key::of).toList());
      }
    }
    open = next;
    return lists;
  }

  /** Whether a task has been running for so long that it is listed. The oldest comes first. */
  static boolean opens(Row row) {
    return !row.longest().isEmpty() && row.longest().get(0).ageNanos() >= OPENS_NANOS;
  }

  private static List<RunningTask> arranged(List<RunningTask> tasks, List<Key> places) {
    List<RunningTask> others = new ArrayList<>(tasks);
    List<@Nullable RunningTask> arranged = new ArrayList<>();
    for (Key place : places) {
      RunningTask found =
          others.stream().filter(task -> Key.of(task).equals(place)).findFirst().orElse(null);
      others.remove(found);
      arranged.add(found);
    }
    for (int i = 0; i < arranged.size() && !others.isEmpty(); i++) {
      if (arranged.get(i) == null) {
        arranged.set(i, others.remove(0));
      }
    }
    List<RunningTask> all = new ArrayList<>();
    arranged.stream().filter(Objects::nonNull).forEach(all::add);
    all.addAll(others);
    return all;
  }
}
