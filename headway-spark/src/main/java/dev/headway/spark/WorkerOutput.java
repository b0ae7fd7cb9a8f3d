package dev.headway.spark;

import dev.headway.spark.ExecutorFacts.Printed;
import dev.headway.work.WorkerListener;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Passes on what the tasks of a worker print, and knows how much of it has come and waits. Safe for
 * use by several threads.
 */
final class WorkerOutput {
  private final int worker;
  private final WorkerListener listener;
  private final AtomicLong waiting = new AtomicLong();
  private final AtomicInteger passing = new AtomicInteger();

  /**
   * @param worker its number in the pool
   * @param listener receives what its tasks print
   */
  WorkerOutput(int worker, WorkerListener listener) {
    this.worker = worker;
    this.listener = listener;
  }

  /** The number of the worker in its pool. */
  int worker() {
    return worker;
  }

  /** Events have come. */
  void queued(List<TaskEvent> events) {
    waiting.addAndGet(bytes(events));
  }

  /** They wait no longer. */
  void taken(List<TaskEvent> events) {
    waiting.addAndGet(-bytes(events));
  }

  /** How many bytes of printed text wait until it is their turn. */
  long waiting() {
    return waiting.get();
  }

  private static long bytes(List<TaskEvent> events) {
    long bytes = 0;
    for (TaskEvent event : events) {
      bytes += event.kind() == TaskEvent.Kind.PRINTED ? event.payload().length : 0;
    }
    return bytes;
  }

  /** Passes on what an event says. Waits while the stream has no reader. */
  void print(TaskEvent event) {
    Printed printed = ExecutorFacts.printed(event.payload());
    passing.incrementAndGet();
    try {
      listener.printed(worker, printed.output(), printed.text(), printed.lineContinues());
    } finally {
      passing.decrementAndGet();
    }
  }

  /** Whether something is being passed on at this moment, which may not be read. */
  boolean isHeldUp() {
    return passing.get() > 0;
  }
}
