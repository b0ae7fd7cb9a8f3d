package dev.headway.cli.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** How entries are put into lanes, and how much of its time each lane was in use. */
final class Lanes {

  /** One lane: what a worker did, or what fits behind each other. */
  static final class Lane {
    private final int number;
    private long end;
    private long busyMicros;
    private long entries;

    private Lane(int number) {
      this.number = number;
    }

    int number() {
      return number;
    }

    /** How long something ran in it. */
    long busyMicros() {
      return busyMicros;
    }

    /** How many entries ran in it. */
    long entries() {
      return entries;
    }

    private void put(int entry, long[] starts, long[] ends) {
      // A begin before the last end was rounded; times never overlap.
      starts[entry] = Math.max(end, starts[entry]);
      ends[entry] = Math.max(starts[entry], ends[entry]);
      end = ends[entry];
      busyMicros += ends[entry] - starts[entry];
      entries++;
    }
  }

  private final List<Lane> all = new ArrayList<>();
  private final PriorityQueue<Lane> free =
      new PriorityQueue<>(Comparator.comparingInt(Lane::number));
  private final PriorityQueue<Lane> busy =
      new PriorityQueue<>(Comparator.comparingLong((Lane lane) -> lane.end));

  private Lanes() {}

  /**
   * Gives each entry its lane.
   *
   * @param order the entries by their begins
   * @param starts moved if they were before the end of the entry before
   * @param ends of the entries
   * @param lanes the worker of each or -1; then its lane
   * @param tolerance by how much a begin may be before the end of the entry before
   */
  static Lanes assign(int[] order, long[] starts, long[] ends, int[] lanes, long tolerance) {
    Lanes result = new Lanes();
    int workers = 0;
    for (int entry : order) {
      workers = Math.max(workers, lanes[entry] + 1);
    }
    for (int i = 0; i < workers; i++) {
      result.all.add(new Lane(i));
    }
    for (int entry : order) {
      boolean isFree = lanes[entry] < 0;
      Lane lane = isFree ? result.free(starts[entry] + tolerance) : result.all.get(lanes[entry]);
      lane.put(entry, starts, ends);
      lanes[entry] = lane.number;
      if (isFree) {
        result.busy.add(lane);
      }
    }
    return result;
  }

  private Lane free(long time) {
    for (Lane first = busy.peek(); first != null && first.end <= time; first = busy.peek()) {
      free.add(busy.remove());
    }
    Lane lane = free.poll();
    if (lane == null) {
      lane = new Lane(all.size());
      all.add(lane);
    }
    return lane;
  }

  /** All lanes, the first first. */
  List<Lane> all() {
    return List.copyOf(all);
  }

  int count() {
    return all.size();
  }

  /** The last end. */
  long end() {
    return all.stream().mapToLong(lane -> lane.end).max().orElse(0);
  }

  /** How long entries ran, all together. */
  long busyMicros() {
    return all.stream().mapToLong(Lane::busyMicros).sum();
  }
}
