package dev.headway.spark;

import dev.headway.work.Backend;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The workers of an executor. There are never more than batches that ran at once. Safe for use by
 * several threads.
 */
final class ExecutorSlots {
  /** Those of this executor: they stay warm between Spark tasks, which share nothing else. */
  static final ExecutorSlots OF_JVM = new ExecutorSlots();

  private final ReadWriteLock company = new ReentrantReadWriteLock(true);

  // Guarded by this.
  private final Map<WorkerKind, Backend> backends = new HashMap<>();
  private final Map<WorkerKind, Deque<ExecutorSlot>> idle = new HashMap<>();
  private final Set<ExecutorSlot> working = new HashSet<>();
  private int made;

  /** Held for reading by batches with company, and for writing by one that must run alone. */
  ReadWriteLock company() {
    return company;
  }

  /** Takes an idle worker, the one that had the same user if it is there, or makes one. */
  synchronized ExecutorSlot take(WorkerKind kind, int cores, int user) {
    Deque<ExecutorSlot> slots = idle.computeIfAbsent(kind, key -> new ArrayDeque<>());
    ExecutorSlot chosen = null;
    for (Iterator<ExecutorSlot> all = slots.iterator(); all.hasNext() && chosen == null; ) {
      ExecutorSlot slot = all.next();
      if (slot.user() == user) {
        all.remove();
        chosen = slot;
      }
    }
    if (chosen == null) {
      chosen = slots.pollLast();
    }
    if (chosen == null) {
      Backend backend = backends.computeIfAbsent(kind, key -> key.backend(cores));
      chosen = new ExecutorSlot(backend, made++);
    }
    chosen.user(user);
    working.add(chosen);
    return chosen;
  }

  /** Gives a worker back. It ends if its context was closed meanwhile: the JVM may live on. */
  void giveBack(WorkerKind kind, ExecutorSlot slot) {
    boolean ends;
    synchronized (this) {
      ends = !working.remove(slot);
      if (!ends) {
        idle.computeIfAbsent(kind, key -> new ArrayDeque<>()).addFirst(slot);
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
      ended = idle.values().stream().flatMap(Deque::stream).toList();
      idle.clear();
      working.clear();
    }
    ended.forEach(ExecutorSlot::close); // Each takes its time, and others may be given back.
  }
}
