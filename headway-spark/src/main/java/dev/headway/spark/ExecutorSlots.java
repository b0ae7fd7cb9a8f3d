package dev.headway.spark;

import dev.headway.work.Backend;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The workers of an executor. Of one kind there are never more than batches that ran at once. Those
 * of other kinds, which jobs with other settings have left, end when they have been idle for a
 * while and there are more than the executor has slots. Safe for use by several threads.
 */
final class ExecutorSlots {
  /** Pools that take turns keep their workers: a process needs some tenths of a second to start. */
  private static final long MAX_IDLE_NANOS = 60_000_000_000L;

  /** Those of this executor: they stay warm between Spark tasks, which share nothing else. */
  static final ExecutorSlots OF_JVM = new ExecutorSlots(System::nanoTime, ExecutorSlots::later);

  /** A worker that waits, and since when. */
  private record Idle(ExecutorSlot slot, long since) {}

  private final LongSupplier clock;
  private final Executor ender;
  private final ReadWriteLock company = new ReentrantReadWriteLock(true);

  // Guarded by this.
  private final Map<WorkerKind, Backend> backends = new HashMap<>();
  private final Map<WorkerKind, Deque<Idle>> idle = new HashMap<>();
  private final Set<ExecutorSlot> working = new HashSet<>();
  private int made;

  /**
   * @param clock tells the time, in nanoseconds
   * @param ender ends workers, which takes its time
   */
  ExecutorSlots(LongSupplier clock, Executor ender) {
    this.clock = clock;
    this.ender = ender;
  }

  private static void later(Runnable end) {
    Thread thread = new Thread(end, "headway-slot-end");
    thread.setDaemon(true);
    thread.start();
  }

  /** Held for reading by batches with company, and for writing by one that must run alone. */
  ReadWriteLock company() {
    return company;
  }

  /** Takes an idle worker, the one that had the same user if it is there, or makes one. */
  ExecutorSlot take(WorkerKind kind, int cores, int user) {
    ExecutorSlot chosen;
    List<ExecutorSlot> ended;
    synchronized (this) {
      ExecutorSlot known = idleOf(kind, user);
      chosen =
          known == null
              ? new ExecutorSlot(backends.computeIfAbsent(kind, its -> its.backend(cores)), made++)
              : known;
      chosen.user(user);
      working.add(chosen);
      ended = surplus(kind, cores);
    }
    ended.forEach(slot -> ender.execute(slot::close));
    return chosen;
  }

  private @Nullable ExecutorSlot idleOf(WorkerKind kind, int user) {
    Deque<Idle> slots = idle.computeIfAbsent(kind, key -> new ArrayDeque<>());
    for (Iterator<Idle> all = slots.iterator(); all.hasNext(); ) {
      ExecutorSlot slot = all.next().slot();
      if (slot.user() == user) {
        all.remove();
        return slot;
      }
    }
    Idle other = slots.pollLast();
    return other == null ? null : other.slot();
  }

  /** Takes away the workers of other kinds that have no use and no place, the oldest first. */
  private List<ExecutorSlot> surplus(WorkerKind needed, int cores) {
    List<ExecutorSlot> ended = new ArrayList<>();
    long now = clock.getAsLong();
    int count = working.size() + idle.values().stream().mapToInt(Deque::size).sum();
    while (count - ended.size() > cores) {
      Deque<Idle> oldest = null;
      for (Map.Entry<WorkerKind, Deque<Idle>> each : idle.entrySet()) {
        Idle last = each.getKey().equals(needed) ? null : each.getValue().peekLast();
        if (last != null
            && now - last.since() >= MAX_IDLE_NANOS
            && (oldest == null || last.since() - oldest.getLast().since() < 0)) {
          oldest = each.getValue();
        }
      }
      if (oldest == null) {
        break;
      }
      ended.add(oldest.removeLast().slot());
    }
    return ended;
  }

  /** Gives a worker back. It ends if its context was closed meanwhile: the JVM may live on. */
  void giveBack(WorkerKind kind, ExecutorSlot slot) {
    boolean ends;
    synchronized (this) {
      ends = !working.remove(slot);
      if (!ends) {
        idle.computeIfAbsent(kind, key -> new ArrayDeque<>())
            .addFirst(new Idle(slot, clock.getAsLong()));
      }
    }
    if (ends) {
      slot.close();
    }
  }

  /** Ends a worker that nobody can use any more. */
  void giveUp(ExecutorSlot slot) {
    synchronized (this) {
      working.remove(slot);
    }
    slot.close();
  }

  /** Ends the idle workers. Those that work end when they are given back. */
  void close() {
    List<ExecutorSlot> ended;
    synchronized (this) {
      ended = idle.values().stream().flatMap(Deque::stream).map(Idle::slot).toList();
      idle.clear();
      working.clear();
    }
    ended.forEach(ExecutorSlot::close); // Each takes its time, and others may be given back.
  }
}
